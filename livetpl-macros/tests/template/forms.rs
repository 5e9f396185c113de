//! What the macro knows of a form: a table of templates and what the server is told of them.

use syn::parse_quote;

use crate::template::ir::{FormUse, Plan};
use crate::template::{cut, load};

fn plan(source: &str) -> Plan {
    let input = parse_quote! { #[template(source = #source, ext = "html")] struct Page { x: u8 } };
    let (flat, _) = load::load(&input).expect("the template can be read");
    let (planned, problems) = cut::plan(&flat);
    assert_eq!(problems, [], "{source}");
    planned.plan
}

/// A form in one line: what it sends, and what of its fields is held against whom.
fn told(form: &FormUse) -> String {
    let submitters = form.submitters.iter().map(|submitter| {
        let name = if submitter.name.is_empty() {
            "-"
        } else {
            &submitter.name
        };
        let flags = [(submitter.image, "image"), (submitter.novalidate, "free")];
        let flags = flags
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, flag)| format!(" {flag}"));
        let data = submitter
            .data
            .iter()
            .map(|(name, value)| format!(" {name}={value}"));
        let value = submitter.value.as_deref().unwrap_or("?");
        format!("{name}:{value}{}", flags.chain(data).collect::<String>())
    });
    let fields = form.fields.iter().map(|field| {
        let required = if field.required { "!" } else { "" };
        let rules = match &field.rules[..] {
            [] => String::new(),
            rules => format!(" {rules:?}"),
        };
        format!("{}{required} {}{rules}", field.name, field.kind)
    });
    let open = if form.open { " open" } else { "" };
    let free = if form.novalidate { " free" } else { "" };
    let sends = form.action.as_deref().unwrap_or("-");
    let fallback = form.fallback.as_deref().unwrap_or("?");
    let (submitters, fields): (Vec<_>, Vec<_>) = (submitters.collect(), fields.collect());
    format!(
        "{sends}/{fallback}{open}{free} [{}] {}",
        submitters.join(", "),
        fields.join("; ")
    )
}

#[test]
fn what_the_server_is_told_of_forms() {
    let cases: &[(&str, &[&str])] = &[
        (
            r#"<form method="post"><input name="a" required maxlength="5"><button name="save-it">x</button></form>"#,
            &["-/submit [save-it:] a! Text [MaxLength(5)]"],
        ),
        (
            r#"<form method="post" name="find"><input type="search" name="q"><button>x</button></form>"#,
            &["-/find [-:] q Text"],
        ),
        (
            r#"<form lvt-form:action="addTodo" novalidate><button name="a" value="1" data-id="7">x</button></form>"#,
            &["add_todo/submit free [a:1 id=7] "],
        ),
        // A form that is sent elsewhere is the browser's.
        (
            r#"<form method="get"><input name="q"></form><form action="/x"><input name="q"></form>"#,
            &[],
        ),
        (
            r#"<form method="post"><button name="a" formnovalidate>x</button><button name="b" formaction="/x">x</button><button type="button" name="c">x</button><input type="image" alt="" src="/i" name="d"></form>"#,
            &["-/submit [a: free, d: image] "],
        ),
        // What need not be there is not asked for; what it holds is looked at all the same.
        (
            r#"<form method="post">{% if x == 1 %}<input name="a" required minlength="2">{% endif %}<input name="b" required disabled><fieldset {% if x == 1 %}disabled{% endif %}><input name="c" required></fieldset><input name="d" {% if x == 1 %}required{% endif %}><input name="e" required></form>"#,
            &["-/submit [] a Text [MinLength(2)]; b Text; c Text; d Text; e! Text"],
        ),
        (
            r#"{% if x == 1 %}<form method="post"><input name="a" required></form>{% endif %}"#,
            &["-/submit [] a! Text"],
        ),
        // What only the run knows is no rule.
        (
            r#"<form method="post"><input name="a" maxlength="{{ x }}" minlength="1"><input name="{{ x }}" required><input name="b" readonly required></form>"#,
            &["-/submit [] a Text [MinLength(1)]; b Text"],
        ),
        (
            r#"<form method="post"><input type="number" name="n" min="1" step="{{ x }}"><input type="number" name="m" value="{{ x }}"><input type="number" name="o" step="any"></form>"#,
            &[
                r#"-/submit [] n Text [Within { kind: "Number", min: Some("1"), max: None, step: None, base: Some("1") }]; m Text [Within { kind: "Number", min: None, max: None, step: None, base: None }]; o Text [Within { kind: "Number", min: None, max: None, step: None, base: None }]"#,
            ],
        ),
        (
            r#"<form method="post"><select name="s" required><option value="">-</option><option value="a">A</option></select><select name="t">{% for i in 0..x %}<option value="b">B</option>{% endfor %}</select><select name="u"><option>Red</option></select></form>"#,
            &[r#"-/submit [] s! Select [OneOf(["", "a"])]; t Select; u Select"#],
        ),
        (
            r#"<form method="post" enctype="multipart/form-data"><input type="radio" name="r" value="a" required><input type="radio" name="r" value="b"><input type="checkbox" name="c" required><input type="file" name="f" lvt-upload="f" required></form>"#,
            &[r#"-/submit [] r! Radio [OneOf(["a", "b"])]; c! Box; f File"#],
        ),
        // Two of one name keep what both ask for.
        (
            r#"<form method="post"><input name="t" maxlength="5" minlength="1"><input name="t" maxlength="5"></form>"#,
            &["-/submit [] t Text [MaxLength(5)]"],
        ),
        // Elsewhere on the page, by the form's id.
        (
            r#"<button form="f" name="go">x</button><form id="f" method="post"></form><input form="f" name="a" required maxlength="2"><input form="g" name="b">"#,
            &["-/submit [go:] a Text [MaxLength(2)]"],
        ),
        // A value may hold buttons that nobody knows.
        (
            r#"<form method="post">{{ x }}<input type="radio" name="r" value="a"></form>"#,
            &["-/submit open [] r Radio"],
        ),
        (
            r#"<form method="post" lvt-form:action="{{ x }}"><button name="a">x</button></form>"#,
            &["-/submit open [] "],
        ),
        (
            r#"<form method="post"><input name="p" pattern="[a-z]&amp;" title="so"><input name="d" pattern="[a-z]{{ x }}"><input name="e" {% if x == 1 %}pattern="a"{% endif %}></form>"#,
            &[
                r#"-/submit [] p Text [Pattern { check: Check { regex: "^(?:[a-z]\\&)$", holds: true }, each: false, title: Some("so") }]; d Text; e Text"#,
            ],
        ),
    ];
    for (source, expected) in cases {
        let told: Vec<String> = plan(source).forms.iter().map(told).collect();
        assert_eq!(told, *expected, "{source}");
    }
}

#[test]
fn a_form_that_posts_has_a_field_that_names_it() {
    let source = "<form method=\"post\"><b>{{ x }}</b></form><form><i></i></form><form method=\"POST\" {% if x == 1 %}hidden{% endif %}></form>";
    let plan = plan(source);
    let field = |number: usize| {
        let id = &plan.forms[number].id;
        assert!(id.ends_with(&format!("-{number}")), "{id}");
        format!("<input type=\"hidden\" name=\"lvt-form\" value=\"{id}\" autocomplete=\"off\">")
    };
    let expected = [
        format!("<form method=\"post\">{}<b>", field(0)),
        "</b></form><form><i></i></form><form method=\"POST\" ".to_owned(),
        format!(">{}</form>", field(2)),
    ];
    assert_eq!(plan.fragments[0].statics, expected);
    assert_eq!(plan.client.matches("\"lvt-form\"").count(), 2);
}
