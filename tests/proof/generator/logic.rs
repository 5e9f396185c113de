//! Branches, lists, and what else a template can say: `let`, `raw`, comments, includes, macros.

use super::markup::{around, element, only_text, pieces, text};
use super::scope::{Scope, Sort};
use super::writer::{Place, Spot, Writer};

/// `if`, `if let`, `match`, around pieces of the same place.
pub(crate) fn branch(w: &mut Writer, spot: &Spot) {
    match w.rng.below(7) {
        0 | 1 => if_let(w, spot),
        2 | 3 => matched(w, spot),
        _ => conditions(w, spot),
    }
}

/// An arm: pieces, static pieces, or nothing.
fn arm(w: &mut Writer, spot: &Spot) {
    let inner = spot.deeper();
    if !spot.place.takes_text() && w.rng.chance(70) {
        return pieces(w, &inner, true);
    }
    match w.rng.below(8) {
        0 => static_only(w, spot.place),
        1 if spot.place.takes_text() => text(w, &inner),
        2 => {}
        _ => pieces(w, &inner, true),
    }
}

/// An arm with an element, where only elements may stand: without one, a branch is a text.
fn first_arm(w: &mut Writer, spot: &Spot) {
    if spot.place.takes_text() {
        arm(w, spot);
    } else {
        pieces(w, &spot.deeper(), true);
    }
}

fn static_only(w: &mut Writer, place: Place) {
    let pieces = match place {
        Place::Flow => ["<p>yes</p>", "<hr>", "<div><b>x</b></div>"],
        Place::Inline => ["<b>yes</b>", "<br>", "no &amp; yes"],
        Place::Items => [
            "<li>one</li>",
            "<li>one</li> <li>two</li>",
            "<!-- no item -->",
        ],
        Place::Terms => ["<dt>t</dt>", "<dd>d</dd>", "<dt>t</dt><dd>d</dd>"],
        Place::Body => [
            "<tr><td>one</td></tr>",
            "<tr></tr>",
            "<tr><td>a</td><td>b</td></tr>",
        ],
        Place::Cells => ["<td>one</td>", "<th>head</th>", "<td></td>"],
        Place::Options => [
            "<option>one</option>",
            "<option value=\"2\">two</option>",
            "<hr>",
        ],
        Place::Svg => ["<g></g>", "<path d=\"M1 1\"/>", "<circle r=\"1\"/>"],
    };
    let piece = w.rng.pick(&pieces);
    w.put(piece);
}

fn conditions(w: &mut Writer, spot: &Spot) {
    let condition = spot.scope.condition(&mut w.rng);
    w.tag(&format!("if {condition}"));
    first_arm(w, spot);
    while w.rng.chance(30) {
        let condition = spot.scope.condition(&mut w.rng);
        let word = w.rng.pick(&["elif", "else if"]);
        w.tag(&format!("{word} {condition}"));
        arm(w, spot);
    }
    if w.rng.chance(50) {
        w.tag("else");
        arm(w, spot);
    }
    w.tag("endif");
}

fn if_let(w: &mut Writer, spot: &Spot) {
    let Some(maybe) = spot.scope.find(Sort::Maybe, &mut w.rng) else {
        return conditions(w, spot);
    };
    let name = w.fresh("some");
    w.tag(&format!("if let Some({name}) = {maybe}"));
    first_arm(w, &spot.scoped(spot.scope.with(&name, Sort::Text)));
    if w.rng.chance(50) {
        w.tag("else");
        arm(w, spot);
    }
    w.tag("endif");
}

fn matched(w: &mut Writer, spot: &Spot) {
    let Some(kind) = spot.scope.find(Sort::Kind, &mut w.rng) else {
        return conditions(w, spot);
    };
    let (name, times, label) = (w.fresh("named"), w.fresh("times"), w.fresh("label"));
    w.tag(&format!("match {kind}"));
    w.tag(&format!("when Kind::Named({name})"));
    first_arm(w, &spot.scoped(spot.scope.with(&name, Sort::Text)));
    if w.rng.chance(70) {
        w.tag(&format!(
            "when Kind::Counted {{ times: {times}, label: {label} }}"
        ));
        let scope = spot.scope.with(&format!("(*{times})"), Sort::Number);
        arm(w, &spot.scoped(scope.with(&label, Sort::Text)));
        w.tag("when Kind::Plain");
    } else {
        w.tag("else");
    }
    arm(w, spot);
    w.tag("endmatch");
}

/// A `for` over one of the lists at hand.
pub(crate) fn list(w: &mut Writer, spot: &Spot) {
    let sorts = [
        Sort::Rows,
        Sort::Rows,
        Sort::Shared,
        Sort::Words,
        Sort::Leaves,
        Sort::Pairs,
    ];
    let sort = w.rng.pick(&sorts);
    let found = spot.scope.find(sort, &mut w.rng).map(|list| (list, sort));
    let found = found.or_else(|| Some((spot.scope.find(Sort::Words, &mut w.rng)?, Sort::Words)));
    let Some((list, sort)) = found else {
        return element(w, spot);
    };
    let name = w.fresh("x");
    let (pattern, scope, key) = binding(w, spot, &name, sort);
    let list = match sort {
        Sort::Shared => format!("{list}.iter()"),
        _ if w.rng.chance(30) => format!("{list}.iter()"),
        _ => list,
    };
    let mut scope = scope;
    scope.in_loop = true;
    let inner = Spot {
        scope,
        ..spot.deeper()
    };
    let filter = if w.rng.chance(12) {
        let mut outside = inner.scope.clone();
        outside.in_loop = false;
        format!(" if {}", outside.condition(&mut w.rng))
    } else {
        String::new()
    };
    w.tag(&format!("for {pattern} in {list}{filter}"));
    body(w, &inner, &key);
    if w.rng.chance(35) {
        w.tag("else");
        arm(w, spot);
    }
    w.tag("endfor");
}

/// The loop's pattern, what its body can use, and its key.
fn binding(w: &mut Writer, spot: &Spot, name: &str, sort: Sort) -> (String, Scope, String) {
    let scope = &spot.scope;
    match sort {
        Sort::Rows | Sort::Shared => {
            let key = w.rng.pick(&[
                "{{ R.id }}",
                "row-{{ R.id }}",
                "{{ R.id }}-{{ R.done }}",
                "{{ R.name }}",
            ]);
            (
                name.to_owned(),
                scope.with_row(name),
                key.replace('R', name),
            )
        }
        Sort::Leaves => {
            let scope = scope
                .with(&format!("{name}.id"), Sort::Number)
                .with(&format!("{name}.label"), Sort::Text)
                .with(&format!("{name}.on"), Sort::Flag);
            (name.to_owned(), scope, format!("{{{{ {name}.id }}}}"))
        }
        Sort::Pairs => {
            let number = w.fresh("v");
            let scope = scope
                .with(name, Sort::Text)
                .with(&format!("(*{number})"), Sort::Number);
            (
                format!("({name}, {number})"),
                scope,
                format!("{{{{ {name} }}}}"),
            )
        }
        _ => (
            name.to_owned(),
            scope.with(name, Sort::Text),
            format!("{{{{ {name} }}}}"),
        ),
    }
}

/// A loop's body: one element, several, a branch, rows of several shapes, or text only.
fn body(w: &mut Writer, spot: &Spot, key: &str) {
    let first = if w.rng.chance(55) {
        format!(" data-key=\"{key}\"")
    } else {
        String::new()
    };
    let (name, place) = match spot.place {
        Place::Flow => w.rng.pick(&[
            ("p", Place::Inline),
            ("div", Place::Flow),
            ("section", Place::Flow),
        ]),
        Place::Inline => w.rng.pick(&[
            ("b", Place::Inline),
            ("span", Place::Inline),
            ("i", Place::Inline),
        ]),
        Place::Items => ("li", Place::Flow),
        Place::Terms => ("dt", Place::Inline),
        Place::Body => ("tr", Place::Cells),
        Place::Cells => ("td", Place::Flow),
        Place::Svg => ("g", Place::Svg),
        Place::Options => {
            w.put(&format!("<option{first}>"));
            only_text(w, spot);
            return w.put("</option>");
        }
    };
    match w.rng.below(12) {
        0 => pieces(w, spot, true),
        1 => {
            around(w, spot, name, place, &first);
            pieces(w, spot, false);
        }
        2 | 3 => {
            let condition = spot.scope.condition(&mut w.rng);
            w.tag(&format!("if {condition}"));
            around(w, spot, name, place, &first);
            w.tag("else");
            around(w, spot, name, place, &first);
            w.tag("endif");
        }
        4 if spot.place.takes_text() => only_text(w, spot),
        5 => {
            let word = w.rng.pick(&["break", "continue"]);
            let condition = spot.scope.condition(&mut w.rng);
            w.tag(&format!("if {condition}"));
            w.tag(word);
            w.tag("endif");
            around(w, spot, name, place, &first);
        }
        _ => around(w, spot, name, place, &first),
    }
}

/// Everything else, where it may stand; an element otherwise.
pub(crate) fn other(w: &mut Writer, spot: &Spot) {
    match w.rng.below(10) {
        0 => {
            let comment = w
                .rng
                .pick(&["{# a note #}", "{#- a note -#}", "{# {% if %} #}"]);
            w.put(comment);
        }
        1 if spot.place.takes_text() => w.put("{% raw %}{{ raw }} {% if %}{% endraw %}"),
        2 | 3 if spot.place.takes_text() => {
            let name = w.fresh("let");
            let text = spot.scope.find(Sort::Text, &mut w.rng);
            let text = text.unwrap_or_else(|| "\"nothing\"".to_owned());
            w.tag(&format!("let {name} = {text}.to_uppercase()"));
            w.value(&name);
            let scope = spot.scope.clone();
            pieces(w, &spot.scoped(scope), false);
        }
        4 | 5 if !spot.inside.part => include(w, spot),
        6 | 7 if spot.place.takes_text() && !w.macros.is_empty() => call(w, spot),
        8 if spot.place.takes_text() => {
            let filter = w.rng.pick(&["upper", "lower", "trim"]);
            w.tag(&format!("filter {filter}"));
            text(w, spot);
            w.tag("endfilter");
        }
        _ => element(w, spot),
    }
}

fn include(w: &mut Writer, spot: &Spot) {
    let part = w.fresh("part");
    let file = format!("{}_{part}.html", w.name);
    let mut inner = spot.deeper();
    inner.inside.part = true;
    let text = w.apart(|w| pieces(w, &inner, true));
    w.files.push((file.clone(), text));
    w.tag(&format!("include \"{file}\""));
}

fn call(w: &mut Writer, spot: &Spot) {
    let at = w.rng.below(w.macros.len());
    let (name, takes_body) = w.macros[at].clone();
    let (Some(text), Some(number)) = (
        spot.scope.find(Sort::Text, &mut w.rng),
        spot.scope.find(Sort::Number, &mut w.rng),
    ) else {
        return;
    };
    let arguments = format!("{text}, {number}");
    if takes_body {
        w.tag(&format!("call {name}({arguments})"));
        only_text(w, spot);
        w.tag("endcall");
    } else {
        w.value(&format!("{name}({arguments})"));
    }
}

/// `{% macro … %}`s for this template, in its own file or in another; their calls stand in text.
pub(crate) fn macros(w: &mut Writer, imported: bool) {
    let count = w.rng.below(2) + 1;
    let file = w.apart(|w| {
        for _ in 0..count {
            let (name, takes_body) = (w.fresh("show"), w.rng.chance(40));
            w.put(&format!("{{% macro {name}(what, number) %}}"));
            let vars = Scope::of_fields(&[("what", Sort::Text)]);
            let spot = Spot {
                place: Place::Inline,
                inside: super::writer::Inside {
                    link: true,
                    button: true,
                    label: true,
                    part: true,
                    ..Default::default()
                },
                scope: vars,
                depth: 4,
            };
            let macros = std::mem::take(&mut w.macros);
            pieces(w, &spot, false);
            w.put("<b>{{ number }}</b>");
            if takes_body {
                w.put("<i>{{ caller() }}</i>");
            }
            w.macros = macros;
            w.put("{% endmacro %}");
            let name = if imported {
                format!("ui::{name}")
            } else {
                name
            };
            w.macros.push((name, takes_body));
        }
    });
    if imported {
        let name = format!("{}_macros.html", w.name);
        w.put(&format!("{{% import \"{name}\" as ui %}}"));
        w.files.push((name, file));
    } else {
        w.put(&file);
    }
}
