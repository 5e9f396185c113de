//! The plan's DOM with its slots filled in is the browser's: random templates and values, against a real HTML5 parser.

use proptest::prelude::*;
use serde_json::Value;
use syn::parse_quote;

use crate::browser_dom::{NAMES, cases, parsed, spell_element, spell_text};
use crate::template::ir::Plan;
use crate::template::{cut, load};

/// A slot's value, as HTML and as what it is in the DOM.
struct Text {
    html: &'static str,
    text: &'static str,
}

const TEXTS: &[Text] = &[
    Text { html: "", text: "" },
    Text {
        html: "x",
        text: "x",
    },
    Text {
        html: "a &#38; b",
        text: "a & b",
    },
    Text {
        html: "&#60;i&#62;",
        text: "<i>",
    },
    Text {
        html: "&#34;&#39;",
        text: "\"'",
    },
    Text {
        html: "\nz",
        text: "\nz",
    },
    Text {
        html: " y\n",
        text: " y\n",
    },
];

/// What a slot of whole attributes shows, and the attribute that it is.
const SETS: &[(&str, &[(&str, &str)])] = &[
    ("", &[]),
    ("hidden", &[("hidden", "")]),
    (
        " title=\"&#60;\" data-a='b'",
        &[("title", "<"), ("data-a", "b")],
    ),
];

/// The values of a fragment's slots.
enum Filled {
    Text(&'static str),
    Parts(Vec<(usize, Vec<Filled>)>),
}

/// Fills the fragments of one plan, at random.
struct Filler<'a> {
    client: &'a Value,
    plan: &'a Plan,
    random: u64,
}

impl Filler<'_> {
    fn below(&mut self, limit: usize) -> usize {
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) as usize % limit
    }

    /// Values for the fragment, and its DOM spelt out.
    fn fragment(&mut self, index: usize, out: &mut String) -> Vec<Filled> {
        let mut filled: Vec<Filled> = self.plan.fragments[index]
            .slots
            .iter()
            .map(|_| Filled::Text(""))
            .collect();
        let client = self.client;
        for node in client["fragments"][index].as_array().expect("a fragment") {
            self.node(node, &mut filled, out);
        }
        filled
    }

    fn node(&mut self, node: &Value, filled: &mut [Filled], out: &mut String) {
        let number = |value: &Value| value.as_u64().map(|number| number as usize);
        if let Some(text) = node.as_str() {
            spell_text(text, out);
        } else if let Some(name) = node["t"].as_str() {
            self.element(name, node, filled, out);
        } else if let Some(slot) = number(&node["s"]) {
            let text = &TEXTS[self.below(TEXTS.len())];
            filled[slot] = Filled::Text(text.html);
            // The parser drops a line break right behind `<pre>`.
            let dropped = node["n"].as_u64().and(text.text.strip_prefix('\n'));
            let shown = dropped.unwrap_or(text.text);
            if !shown.is_empty() {
                spell_text(shown, out);
            }
        } else if let Some(slot) = number(&node["b"]) {
            let arms = node["arms"].as_array().expect("arms");
            let arm = self.below(arms.len() + 1);
            filled[slot] = Filled::Parts(match arms.get(arm).and_then(number) {
                Some(fragment) => vec![(fragment, self.fragment(fragment, out))],
                None => Vec::new(),
            });
        } else if let Some(slot) = number(&node["l"]) {
            let (item, empty) = (
                number(&node["item"]).expect("an item"),
                number(&node["empty"]),
            );
            let count = self.below(4);
            filled[slot] = Filled::Parts(match (count, empty) {
                (0, Some(empty)) => vec![(empty, self.fragment(empty, out))],
                _ => (0..count)
                    .map(|_| (item, self.fragment(item, out)))
                    .collect(),
            });
        } else if let Some(text) = node["m"].as_str() {
            out.push_str(&format!("<!--{text}-->"));
        }
    }

    fn element(&mut self, name: &str, node: &Value, filled: &mut [Filled], out: &mut String) {
        let mut attrs = Vec::new();
        for attr in node["a"].as_array().into_iter().flatten() {
            if let Some(slot) = attr.as_u64() {
                let (html, shown) = SETS[self.below(SETS.len())];
                filled[slot as usize] = Filled::Text(html);
                let shown = shown.iter().map(|(name, value)| (*name, *value));
                attrs.extend(shown.map(|(name, value)| (name.to_owned(), value.to_owned())));
                continue;
            }
            let part = |i: usize| attr[i].as_str().unwrap_or_default();
            let value = match attr[1].as_u64() {
                Some(slot) => {
                    let text = &TEXTS[self.below(TEXTS.len())];
                    filled[slot as usize] = Filled::Text(text.html);
                    format!("{}{}{}", part(2), text.text, part(3))
                }
                None => part(1).to_owned(),
            };
            attrs.push((part(0).to_owned(), value));
        }
        spell_element(node["ns"].as_str().unwrap_or("html"), name, attrs, out);
        for child in node["c"].as_array().into_iter().flatten() {
            self.node(child, filled, out);
        }
        out.push(')');
    }

    /// The HTML that the server would send.
    fn html(&self, index: usize, filled: &[Filled], out: &mut String) {
        let fragment = &self.plan.fragments[index];
        for (i, text) in fragment.statics.iter().enumerate() {
            out.push_str(text);
            match filled.get(i) {
                Some(Filled::Text(html)) => out.push_str(html),
                Some(Filled::Parts(parts)) => {
                    for (fragment, filled) in parts {
                        self.html(*fragment, filled, out);
                    }
                }
                None => {}
            }
        }
    }
}

fn planned(source: &str) -> Option<Plan> {
    let input = parse_quote! { #[template(source = #source, ext = "html")] struct Page { x: u8 } };
    let (flat, _) = load::load(&input).ok()?;
    let (planned, problems) = cut::plan(&flat);
    problems.is_empty().then_some(planned.plan)
}

/// What the plan says that the page is, and what a browser makes of it.
fn both(source: &str, random: u64) -> Option<(String, String, String)> {
    let plan = planned(source)?;
    let client: Value = serde_json::from_str(&plan.client).expect("the client's plan is JSON");
    let mut filler = Filler {
        client: &client,
        plan: &plan,
        random,
    };
    let (mut spelt, mut html) = (String::new(), String::new());
    let filled = filler.fragment(0, &mut spelt);
    filler.html(0, &filled, &mut html);
    let read = parsed(&html, false);
    Some((spelt, read, html))
}

fn any_template() -> impl Strategy<Value = String> {
    let name = prop::sample::select(NAMES);
    let attrs = prop::sample::select(vec![
        "",
        " id=\"{{ x }}\"",
        " class='a {{ x }} b' lang=\"en\"",
        " {% if x %}hidden{% endif %}",
        " data-x=\"{% for i in x %}{{ i }}{% endfor %}\" {% if x %}hidden{% else %}title=\"{{ x }}\"{% endif %}",
        " xlink:href=\"#{{ x }}\"",
    ]);
    let leaf = prop_oneof![
        3 => Just("{{ x }}".to_owned()),
        2 => prop::sample::select(vec!["x", " ", "\n", "a {{ x }} b", "{% if x %}y{% endif %}"]).prop_map(str::to_owned),
        2 => (name.clone(), attrs.clone()).prop_map(|(name, attrs)| format!("<{name}{attrs}>")),
        1 => name.clone().prop_map(|name| format!("<{name}/>")),
    ];
    leaf.prop_recursive(6, 24, 4, move |inner| {
        let children = prop::collection::vec(inner, 0..4).prop_map(|parts| parts.concat());
        let part = (children.clone(), children.clone(), 0..5usize);
        prop_oneof![
            4 => (name.clone(), attrs.clone(), children)
                .prop_map(|(name, attrs, inner)| format!("<{name}{attrs}>{inner}</{name}>")),
            2 => part.prop_map(|(one, other, kind)| match kind {
                0 => format!("{{% if x %}}{one}{{% endif %}}"),
                1 => format!("{{% if x %}}{one}{{% else %}}{other}{{% endif %}}"),
                2 => format!("{{% for i in x %}}{one}{{% endfor %}}"),
                3 => format!("{{% for i in x %}}{one}{{% else %}}{other}{{% endfor %}}"),
                _ => format!("{{% match x %}}{{% when 1 %}}{one}{{% when _ %}}{other}{{% endmatch %}}"),
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(6000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn filled_slots_are_where_the_plan_says(parts in prop::collection::vec(any_template(), 1..4), random: u64) {
        let source = parts.concat();
        if let Some((spelt, read, html)) = both(&source, random) {
            prop_assert_eq!(spelt, read, "{} of {}", html, source);
        }
    }
}

#[test]
fn pages_with_slots_are_read_alike() {
    let pages = [
        "<table><caption>{{ x }}</caption>{% if x %}<thead><tr><th>{{ x }}</th></tr></thead>{% endif %}<tbody>{% for i in x %}<tr>{% for j in i %}<td class=\"{{ j }}\">{{ j }}</td>{% endfor %}</tr>{% endfor %}</tbody></table>",
        "<select>{% for i in x %}<option value=\"{{ i }}\" {% if x %}selected{% endif %}>{{ i }}</option>{% endfor %}</select>",
        "<select>{% if x %}<optgroup label=\"{{ x }}\"><option>{{ x }}</option></optgroup>{% else %}<option>a</option>{% endif %}</select>",
        "<svg viewBox=\"0 0 {{ x }} 1\">{% for i in x %}<circle r=\"{{ i }}\" {% if x %}hidden{% endif %}/>{% endfor %}<text>{{ x }}</text></svg>",
        "<math><mrow>{% for i in x %}<mi>{{ i }}</mi>{% endfor %}</mrow></math>",
        "<template>{% for i in x %}<tr><td>{{ i }}</td></tr>{% endfor %}</template><template>{{ x }}</template>",
        "<textarea>a {{ x }}</textarea><x-y a=\"{{ x }}\">{{ x }}</x-y>",
        "<details {% if x %}open{% endif %}><summary>{{ x }}</summary>{% if x %}<p>{{ x }}</p>{% endif %}</details>",
        "{{ x }}{% if x %}<b>{{ x }}</b>{% endif %}{{ x }}{% for i in x %}{{ i }}<br>{% endfor %}{{ x }}",
        "<pre>a{{ x }}</pre><pre>{{ x }}</pre><pre>\n{{ x }}\n</pre><textarea>{{ x }}</textarea><!-- c -->{% if x %}<!-- d -->{% endif %}",
    ];
    let mut seen = 0;
    for source in pages {
        for random in 0..50 {
            let (spelt, read, html) =
                both(source, random).unwrap_or_else(|| panic!("refused: {source}"));
            assert_eq!(spelt, read, "{html} of {source}");
            seen += 1;
        }
    }
    assert_eq!(seen, 50 * pages.len());
}
