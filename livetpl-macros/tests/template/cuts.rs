//! How templates are cut, and what is refused: a table each. The texts are what their readers see.

use syn::parse_quote;

use crate::template::ir::{Plan, Slot};
use crate::template::position::position;
use crate::template::{cut, load};

/// The plan of an inline template, or its problems with their places.
fn plan(source: &str) -> Result<Plan, Vec<String>> {
    let input = parse_quote! { #[template(source = #source, ext = "html")] struct Page { x: u8 } };
    let (flat, _) = load::load(&input).map_err(|error| vec![error.to_string()])?;
    let (planned, problems) = cut::plan(&flat);
    if problems.is_empty() {
        return Ok(planned.plan);
    }
    let shown = |problem: &crate::template::ir::Problem| {
        let place = position(&flat, problem.at);
        let place = place.split_once(':').map_or("", |(_, place)| place);
        format!("{place}: {}", problem.message)
    };
    Err(problems.iter().map(shown).collect())
}

#[test]
fn what_is_one_slot() {
    let content = |measured| Slot::Content { measured };
    let list = |item, empty| Slot::List { item, empty };
    let cases: &[(&str, &[&str], &[Slot])] = &[
        (
            "<p>Hi {{ x }}!</p>",
            &["<p>Hi ", "!</p>"],
            &[content(false)],
        ),
        // Between two tags there is one slot, whatever it is made of.
        (
            "<p>{{ x }} of {{ x }} item{% if x != 1 %}s{% endif %}.</p>",
            &["<p>", ".</p>"],
            &[content(false)],
        ),
        (
            "<p class=\"a {{ x }} b {{ x }} c\"></p>",
            &["<p class=\"a ", " c\"></p>"],
            &[Slot::Attribute],
        ),
        (
            "<p {% if x == 1 %}hidden{% endif %} id=\"a\"></p>",
            &["<p ", " id=\"a\"></p>"],
            &[Slot::Attributes],
        ),
        (
            "<textarea>{{ x }}</textarea>{{ x }}",
            &["<textarea>", "</textarea>", ""],
            &[Slot::Text, content(true)],
        ),
        // An attribute behind conditional ones is one of its own.
        (
            "<p {% if x == 1 %}hidden{% endif %} data-x=\"{{ x }}\"></p>",
            &["<p ", " data-x=\"", "\"></p>"],
            &[Slot::Attributes, Slot::Attribute],
        ),
        // One value may be a template of its own: its loop is a list. With text beside it, it is text.
        (
            "<p>{% for i in 0..3 %}\n{{ i }} {% endfor %}</p>",
            &["<p>", "</p>"],
            &[list(1, None)],
        ),
        (
            "{% if x == 1 %}{% for i in 0..3 %}{{ i }}{% else %}-{% endfor %}{% endif %}",
            &["", ""],
            &[Slot::Branch { arms: vec![1] }],
        ),
        (
            "<p>{% for i in 0..3 %}{{ i }}, {% endfor %}</p>",
            &["<p>", "</p>"],
            &[content(false)],
        ),
        (
            "{{ x }}<br>{{ x }}",
            &["", "<br>", ""],
            &[content(false), content(true)],
        ),
        // Each place in a tag has its own slot, whatever stood right before it.
        (
            "{{ x }}<img alt=\"{{ x }}\">",
            &["", "<img alt=\"", "\">"],
            &[content(false), Slot::Attribute],
        ),
        (
            "<p {% if x == 1 %}hidden{% endif %} title=\"{{ x }}\"></p>",
            &["<p ", " title=\"", "\"></p>"],
            &[Slot::Attributes, Slot::Attribute],
        ),
        // A text that touches an element of a branch has no end that a browser can see.
        (
            "{{ x }}{% if x == 1 %}<b>a</b>{% endif %}",
            &["", "", ""],
            &[content(true), Slot::Branch { arms: vec![1] }],
        ),
        (
            "<ul>{% for i in 0..3 %}<li>{{ i }}</li>{% endfor %}</ul>",
            &["<ul>", "</ul>"],
            &[list(1, None)],
        ),
    ];
    for (source, statics, slots) in cases {
        let plan = plan(source).unwrap_or_else(|problems| panic!("{source}: {problems:#?}"));
        let page = &plan.fragments[0];
        assert_eq!(page.statics, *statics, "{source}");
        assert_eq!(page.slots, *slots, "{source}");
    }
}

#[test]
fn an_item_s_key_may_be_anywhere_in_it() {
    let key = |body: &str| {
        let source = format!("<ul>{{% for i in 0..3 %}}{body}{{% endfor %}}</ul>");
        plan(&source)
            .unwrap_or_else(|problems| panic!("{source}: {problems:#?}"))
            .fragments[1]
            .key
    };
    assert_eq!(key("<li data-key=\"{{ i }}\">{{ i }}</li>"), Some(0));
    assert_eq!(
        key(" <li class=\"{{ i }}\" data-key=\"k{{ i }}\"></li> "),
        Some(1)
    );
    assert_eq!(key("<li data-key=\"k\">{{ i }}</li>"), None);
    assert_eq!(key("<li><b data-key=\"{{ i }}\"></b></li>"), Some(0));
    // A branch that has the key in its arms, and what follows a jump.
    assert_eq!(
        key("{% if x == 1 %}<li data-key=\"{{ i }}\"></li>{% else %}<li></li>{% endif %}"),
        Some(0)
    );
    assert_eq!(
        key("{% if x == 1 %}{% continue %}{% endif %}<li data-key=\"{{ i }}\"></li>"),
        Some(1)
    );
    // The key of an inner list's items is theirs.
    assert_eq!(
        key("<li>{% for j in 0..3 %}<b data-key=\"{{ j }}\"></b>{% endfor %}</li>"),
        None
    );
}

#[test]
fn what_a_browser_would_change_is_refused() {
    let cases = [
        (
            "<div>\n  <p>x</div>",
            "2:7: `</div>` does not close `<p>`, which was opened at <source>:2:3: write `</p>` before it",
        ),
        (
            "<table><tr><td>x</td></tr></table>",
            "1:8: `<tr>` straight in `<table>`: browsers put a `<tbody>` around it; write `<tbody>`",
        ),
        (
            "<p><div>x</div></p>",
            "1:4: `<div>` inside `<p>`: browsers end the paragraph before it; use `<div>` instead of `<p>`",
        ),
        (
            "{% if x == 1 %}<div>{% endif %}</div>",
            "1:16: `<div>` is not closed: write `</div>` in the same branch, loop or file; the one at <source>:1:32 is outside of it",
        ),
        (
            "<script>let a = {{ x }};</script>",
            "1:17: a value in `<script>` would be run as code: put it into an attribute (`data-…=\"…\"`), or into `<script type=\"application/json\">{{ …|json|safe }}</script>`, and read it there",
        ),
        (
            "<{{ x }}>",
            "1:1: a tag's name can't be dynamic: write an `{% if %}` around whole elements",
        ),
        (
            "<a href={{ x }}>y</a>",
            "1:9: put the value into quotes: `name=\"{{ … }}\"`",
        ),
        (
            "<a data-{{ x }}=\"1\">y</a>",
            "1:9: an attribute's name can't be dynamic: write it out, or `{% if … %}name{% endif %}` behind a space",
        ),
        (
            "<b onclick=\"{{ x }}\">y</b>",
            "1:4: a value in `onclick` would be run as a script: write `lvt-on:click=\"action\"`",
        ),
        (
            "<!-- {{ x }} -->",
            "1:6: a value in an HTML comment is of no use: take it out, or write `{# … #}`",
        ),
        (
            "<ul><li>a<li>b</ul>",
            "1:10: `<li>` inside `<li>`: browsers end it; close the `<li>` before",
        ),
        (
            "<table><tbody>{{ x }}</tbody></table>",
            "1:15: a value can't stand straight in `<tbody>`: browsers move it out; write the element that belongs there around it",
        ),
        (
            "<i a=\"1\" a=\"2\"></i>",
            "1:10: `a` stands twice: browsers take the first; write it once",
        ),
        (
            "<div/>",
            "1:1: `<div/>` is not closed for browsers: write `<div></div>`",
        ),
        (
            "x &nosuch; y",
            "1:3: there is no character `&nosuch;`: write the character itself, or `&amp;nosuch;`",
        ),
    ];
    for (source, expected) in cases {
        let problems = plan(source).expect_err(source);
        assert_eq!(
            problems.first().map(String::as_str),
            Some(expected),
            "{source}: {problems:#?}"
        );
    }
}

#[test]
fn the_actions_that_a_template_names() {
    let cases: &[(&str, &[&str])] = &[
        (
            "<form method=\"post\" name=\"whole\"><button name=\"send-it\">a</button><button type=\"reset\" name=\"no\">b</button></form>",
            &["whole", "send_it"],
        ),
        ("<form name=\"whole\"></form>", &["whole"]),
        // A form that says its action in words of its own.
        (
            "<form name=\"no\" lvt-form:action=\"save\"></form>",
            &["save"],
        ),
        (
            "<form method=\"get\"><button name=\"no\">c</button></form>",
            &[],
        ),
        (
            "<form action=\"/x\" method=\"post\"><button name=\"no\">c</button></form>",
            &[],
        ),
        (
            "<form lvt-form:no-intercept><input type=\"submit\" name=\"no\"></form>",
            &[],
        ),
        (
            "<form target=\"_blank\"><button name=\"no\">c</button></form>",
            &[],
        ),
        (
            "<form><input type=\"submit\" name=\"goOn\"><input type=\"IMAGE\" name=\"pick\"><input name=\"no\"></form>",
            &["go_on", "pick"],
        ),
        (
            "<form><button name=\"no\" formmethod=\"get\">a</button><button name=\"no\" formaction=\"/x\">b</button></form>",
            &[],
        ),
        // A button outside of its form; before it, too.
        (
            "<form id=\"f\"></form><button form=\"f\" name=\"send\">a</button>",
            &["send"],
        ),
        (
            "<button form=\"f\" name=\"no\">a</button><form id=\"f\" method=\"get\"></form>",
            &[],
        ),
        (
            "<form method=\"get\"><button form=\"g\" name=\"send\">a</button></form>",
            &["send"],
        ),
        // A button that submits nothing calls its action wherever it stands.
        (
            "<form method=\"get\"><button type=\"button\" name=\"more\">a</button></form>",
            &["more"],
        ),
        (
            "<dialog><button name=\"close-it\" command=\"close\">a</button></dialog>",
            &[],
        ),
        (
            "<i lvt-on:click=\"pick\" lvt-on:mouseenter=\"look\"></i><p lvt-on:window:keydown=\"key\"></p>",
            &["pick", "look", "key"],
        ),
        // A name that only the run knows is checked there.
        (
            "<button name=\"{{ x }}\">d</button><i lvt-on:click=\"a-{{ x }}\"></i>",
            &[],
        ),
        (
            "<i {% if x == 1 %}lvt-on:click=\"one\"{% else %}lvt-on:click=\"two\"{% endif %}></i>\
             <form><button {% if x == 1 %}name=\"three\"{% endif %}>e</button></form>",
            &["one", "two", "three"],
        ),
        (
            "{% macro m(a) %}<button name=\"in-macro\">f</button>{% endmacro %}{{ m(1) }}",
            &["in_macro"],
        ),
        ("<button name=\"\">g</button>", &[]),
        (
            "<p lvt-el:addClass:on:save-it:pending=\"a\" lvt-el:reset:on:[one,two]:done lvt-el:toggleClass:on:click=\"b\" \
             lvt-el:addClass:on:error=\"c\"></p>",
            &["save_it", "one", "two"],
        ),
        (
            "<i lvt-scroll-sentinel></i><i lvt-scroll-sentinel=\"more-rows\"></i>",
            &["load_more", "more_rows"],
        ),
    ];
    for (source, expected) in cases {
        let plan = plan(source).unwrap_or_else(|problems| panic!("{source}: {problems:#?}"));
        let names: Vec<String> = plan.actions.into_iter().map(|action| action.name).collect();
        assert_eq!(names, *expected, "{source}");
    }
}

#[test]
fn the_plan_says_what_the_parts_of_the_script_see_to() {
    let cases: &[(&str, &str)] = &[
        (
            "<i {% if x == 1 %}lvt-on:input=\"one\"{% endif %} lvt-on:click=\"two\" lvt-data-id=\"1\" lvt-key=\"a\"></i>\
             <i lvt-on:click=\"two\"></i>",
            "\"uses\":[\"lvt-on:input\",\"lvt-on:click\"],",
        ),
        (
            "<dialog id=\"d\"><p lvt-ignore lvt-hook=\"Map\"></p></dialog><button command=\"show-modal\" commandfor=\"d\">o</button>",
            "\"uses\":[\"dialog\",\"lvt-hook\",\"commandfor\"],",
        ),
        (
            "<form lvt-form:action=\"one\" lvt-form:preserve></form>",
            "",
        ),
    ];
    for (source, uses) in cases {
        let client = plan(source).expect("a good template").client;
        let wanted = format!("{{\"v\":1,{uses}\"fragments\"");
        assert!(client.starts_with(&wanted), "{client}");
    }
}

#[test]
fn the_plan_says_which_fields_the_server_sets() {
    let cases = [
        ("<input value=\"{{ x }}\">", true),
        (
            "<input type=\"checkbox\" {% if x == 1 %}checked{% endif %}>",
            true,
        ),
        ("<textarea>{{ x }}</textarea>", true),
        (
            "<select><option {% if x == 1 %}selected{% endif %}>a</option></select>",
            true,
        ),
        (
            "<input value=\"1\" title=\"{{ x }}\" {% if x == 1 %}disabled{% endif %}>",
            false,
        ),
        ("<textarea title=\"{{ x }}\">1</textarea>", false),
        ("<p>{{ x }}</p>", false),
    ];
    for (source, is_set) in cases {
        let client = plan(source).expect("a good template").client;
        let found = client.matches("\"v\":1").count() == 2;
        assert_eq!(found, is_set, "{client}");
    }
}

#[test]
fn the_plan_says_which_slots_are_left_alone() {
    let cases = [
        (
            "<div lvt-ignore class=\"{{ x }}\" data-x=\"{{ x }}\"><p title=\"{{ x }}\">{{ x }}</p>\
             {% if x == 1 %}<b>{{ x }}</b>{% endif %}</div><p>{{ x }}</p>",
            ",\"left\":{\"0\":[0,2,3,4]}}",
        ),
        (
            "<p lvt-ignore-attrs title=\"{{ x }}\" data-x=\"{{ x }}\" {% if x == 1 %}hidden{% endif %}>{{ x }}</p>",
            ",\"left\":{\"0\":[0,1,2]}}",
        ),
        (
            "<p lvt-ignore-attrs=\"class, open\" class=\"{{ x }}\" title=\"{{ x }}\" {% if x == 1 %}open{% endif %}>{{ x }}</p>",
            ",\"left\":{\"0\":[0,2]}}",
        ),
        (
            "<ul>{% for i in 0..x %}<li lvt-ignore>{{ i }}<i>{{ i }}</i></li>{% endfor %}</ul>",
            ",\"left\":{\"1\":[0,1]}}",
        ),
        ("<p title=\"{{ x }}\">{{ x }}</p>", "]}"),
    ];
    for (source, left) in cases {
        let client = plan(source).expect("a good template").client;
        assert!(client.ends_with(left), "{client}");
        assert_eq!(
            client.contains("\"i\":1"),
            source.contains("lvt-ignore") && !source.contains("-attrs"),
            "{client}"
        );
    }
}

#[test]
fn an_action_is_placed_in_the_file_where_its_name_stands() {
    let input = parse_quote! {
        #[template(
            source = "{% import \"parts/buttons.html\" as ui %}\n<p>{{ ui::go() }}</p>{% include \"parts/form.html\" %}",
            ext = "html",
            config = "tests/template/askama.toml"
        )]
        struct Page { x: u8 }
    };
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (flat, _) = load::load_in(root, &input).expect("the files are good");
    let (planned, problems) = cut::plan(&flat);
    assert_eq!(problems, []);
    let shown = |action: &crate::template::ir::ActionUse| {
        let place = position(&flat, action.at);
        let place = place.rsplit('/').next().unwrap_or_default().to_owned();
        format!("{} at {place}", action.name)
    };
    let actions: Vec<String> = planned.plan.actions.iter().map(shown).collect();
    assert_eq!(
        actions,
        ["go_on at buttons.html:2:17", "send at form.html:3:28"]
    );
}
