//! Elements, their attributes, and texts: HTML that a browser's parser takes as it is written.

use super::logic;
use super::scope::Sort;
use super::writer::{Inside, Place, Spot, Writer};

const DEEPEST: usize = 6;

/// Some pieces in a row; at least one element where `must`.
pub(crate) fn pieces(w: &mut Writer, spot: &Spot, must: bool) {
    let count = w.rng.below(3) + 1;
    for i in 0..count {
        space(w, spot);
        piece(w, spot, must && i == 0);
    }
    space(w, spot);
}

/// One piece: an element, logic around pieces, or a text.
fn piece(w: &mut Writer, spot: &Spot, must: bool) {
    let rest = w.spend();
    if spot.depth >= DEEPEST || !rest {
        return if must { leaf(w, spot) } else { text(w, spot) };
    }
    if must {
        return element(w, spot);
    }
    match w.rng.below(20) {
        0..=7 => element(w, spot),
        8..=10 => text(w, spot),
        11..=13 => logic::branch(w, spot),
        14..=16 => logic::list(w, spot),
        _ => logic::other(w, spot),
    }
}

fn space(w: &mut Writer, spot: &Spot) {
    let chance = if spot.inside.pre { 10 } else { 40 };
    if w.rng.chance(chance) {
        let space = w.rng.pick(&[" ", "\n", "\n  ", "  ", "\n\n"]);
        w.put(space);
    }
}

/// Static text and values, where they may stand.
pub(crate) fn text(w: &mut Writer, spot: &Spot) {
    if !spot.place.takes_text() {
        return;
    }
    for _ in 0..=w.rng.below(3) {
        if w.rng.chance(45) {
            let words = w.rng.pick(&[
                "word",
                "two words ",
                " &amp; ",
                "caf&eacute;",
                "&#8364;9",
                "\"quoted\"",
                "'",
                "a < b",
                "{ brace }",
                "日本",
                "😀 ",
                "\n",
                ", ",
                "1 > 0",
                "{# note #}",
                "&lt;b&gt;",
                "&nbsp;",
                "—",
            ]);
            w.put(words);
        } else if w.rng.chance(12) {
            if let Some(html) = spot.scope.find(Sort::Html, &mut w.rng) {
                w.value(&format!("{html}|safe"));
            }
        } else {
            let expr = spot.scope.output(&mut w.rng);
            w.value(&expr);
        }
    }
}

/// The smallest element of a place, with a value in it where one may be.
fn leaf(w: &mut Writer, spot: &Spot) {
    let name = match spot.place {
        Place::Flow | Place::Inline => "b",
        Place::Items => "li",
        Place::Terms => "dt",
        Place::Options => "option",
        Place::Cells => "td",
        Place::Body => return w.put("<tr><td>end</td></tr>"),
        Place::Svg => return w.put("<path d=\"M0 0h1\"/>"),
    };
    let expr = spot.scope.output(&mut w.rng);
    w.put(&format!("<{name}>{{{{ {expr} }}}}</{name}>"));
}

/// An element that fits.
pub(crate) fn element(w: &mut Writer, spot: &Spot) {
    match spot.place {
        Place::Flow => flow(w, spot),
        Place::Inline => inline(w, spot),
        Place::Items => around(w, spot, "li", Place::Flow, ""),
        Place::Terms => {
            let (name, place) = w.rng.pick(&[("dt", Place::Inline), ("dd", Place::Flow)]);
            around(w, spot, name, place, "");
        }
        Place::Body => around(w, spot, "tr", Place::Cells, ""),
        Place::Cells => {
            let name = w.rng.pick(&["td", "td", "th"]);
            around(w, spot, name, Place::Flow, "");
        }
        Place::Options => option(w, spot),
        Place::Svg => shape(w, spot),
    }
}

fn flow(w: &mut Writer, spot: &Spot) {
    match w.rng.below(22) {
        0..=3 => {
            let name = w.rng.pick(&[
                "div",
                "section",
                "article",
                "header",
                "blockquote",
                "x-note",
                "main",
                "figure",
            ]);
            around(w, spot, name, Place::Flow, "");
        }
        4 | 5 => {
            let name = w.rng.pick(&["p", "h2", "h3"]);
            around(w, spot, name, Place::Inline, "");
        }
        6..=8 => {
            let name = w.rng.pick(&["ul", "ol"]);
            around(w, spot, name, Place::Items, "");
        }
        9 => around(w, spot, "dl", Place::Terms, ""),
        10..=12 => table(w, spot),
        13 => {
            let open = w.rng.pick(&["", " open", " {% if flag %}open{% endif %}"]);
            w.put(&format!("<details{open}><summary>"));
            pieces(w, &spot.within(Place::Inline), false);
            w.put("</summary>");
            pieces(w, &spot.within(Place::Flow), false);
            w.put("</details>");
        }
        14 => {
            let mut inner = spot.within(Place::Inline);
            inner.inside.pre = true;
            w.put("<pre");
            attributes(w, spot, "");
            w.put(">");
            if first_line(w, spot) {
                pieces(w, &inner, false);
            }
            w.put("</pre>");
        }
        15 if !spot.inside.form => {
            let mut inner = spot.within(Place::Flow);
            inner.inside.form = true;
            w.put("<form method=\"post\">");
            pieces(w, &inner, true);
            w.put("</form>");
        }
        16 => {
            w.put("<fieldset><legend>");
            pieces(w, &spot.within(Place::Inline), false);
            w.put("</legend>");
            pieces(w, &spot.within(Place::Flow), false);
            w.put("</fieldset>");
        }
        _ => inline(w, spot),
    }
}

fn inline(w: &mut Writer, spot: &Spot) {
    let inner = |change: fn(&mut Inside)| {
        let mut inner = spot.within(Place::Inline);
        change(&mut inner.inside);
        inner
    };
    match w.rng.below(20) {
        0..=5 => {
            let name = w
                .rng
                .pick(&["span", "b", "em", "code", "small", "i", "x-y"]);
            around(w, spot, name, Place::Inline, "");
        }
        6 | 7 if !spot.inside.link => {
            w.put("<a href=\"/p/");
            let expr = spot.scope.output(&mut w.rng);
            w.put(&format!("{{{{ ({expr})|urlencode }}}}\""));
            attributes(w, spot, "");
            w.put(">");
            pieces(w, &inner(|inside| inside.link = true), false);
            w.put("</a>");
        }
        8 if !spot.inside.button && !spot.inside.link => {
            w.put("<button type=\"button\"");
            attributes(w, spot, "");
            w.put(">");
            pieces(
                w,
                &inner(|inside| (inside.button, inside.label) = (true, true)),
                false,
            );
            w.put("</button>");
        }
        9 if !spot.inside.label => {
            w.put("<label>");
            pieces(w, &inner(|inside| inside.label = true), false);
            w.put("</label>");
        }
        10..=12 => input(w, spot),
        13 => {
            w.put("<textarea");
            attributes(w, spot, "");
            w.put(">");
            if first_line(w, spot) {
                only_text(w, spot);
            }
            w.put("</textarea>");
        }
        14 | 15 => {
            let multiple = w.rng.pick(&["", " multiple"]);
            w.put(&format!("<select{multiple}"));
            attributes(w, spot, "");
            w.put(">");
            pieces(w, &spot.within(Place::Options), true);
            w.put("</select>");
        }
        16 | 17 => {
            w.put("<svg viewBox=\"0 0 9 9\"");
            attributes(w, spot, "");
            w.put(">");
            pieces(w, &spot.within(Place::Svg), true);
            w.put("</svg>");
        }
        18 => {
            let void = w.rng.pick(&["<br>", "<wbr>", "<!-- a note -->"]);
            w.put(void);
        }
        _ => {
            w.put("<img alt=\"");
            attribute_value(w, spot);
            w.put("\">");
        }
    }
}

/// What begins where browsers drop a line break: a text, after which there may be more, or a value alone.
fn first_line(w: &mut Writer, spot: &Spot) -> bool {
    let more = w.rng.chance(60);
    if more {
        let start = w.rng.pick(&["x", "\nx", "\n\nx"]);
        w.put(start);
    } else {
        let expr = spot.scope.output(&mut w.rng);
        w.put(&format!("{{{{ {expr} }}}}"));
    }
    more
}

/// An element with attributes around pieces. `first` is written as its first attribute.
pub(crate) fn around(w: &mut Writer, spot: &Spot, name: &str, place: Place, first: &str) {
    w.put(&format!("<{name}{first}"));
    attributes(w, spot, "");
    w.put(">");
    pieces(w, &spot.within(place), false);
    w.put(&format!("</{name}>"));
}

fn table(w: &mut Writer, spot: &Spot) {
    w.put("<table>");
    if w.rng.chance(30) {
        w.put("<caption>");
        pieces(w, &spot.within(Place::Inline), false);
        w.put("</caption>");
    }
    if w.rng.chance(40) {
        w.put("<thead><tr>");
        pieces(w, &spot.within(Place::Cells), true);
        w.put("</tr></thead>\n");
    }
    w.put("<tbody>");
    let inner = spot.within(Place::Body);
    if w.rng.chance(70) {
        logic::list(w, &inner);
    } else {
        pieces(w, &inner, true);
    }
    w.put("</tbody></table>");
}

fn input(w: &mut Writer, spot: &Spot) {
    if w.rng.chance(40) {
        let condition = spot.scope.condition(&mut w.rng);
        let kind = w.rng.pick(&["checkbox", "radio"]);
        w.put(&format!(
            "<input type=\"{kind}\" {{% if {condition} %}}checked{{% endif %}}>"
        ));
    } else {
        w.put("<input type=\"text\" value=\"");
        attribute_value(w, spot);
        w.put("\"");
        attributes(w, spot, "value");
        w.put(">");
    }
}

fn option(w: &mut Writer, spot: &Spot) {
    if spot.depth < DEEPEST && w.rng.chance(12) && !spot.inside.part {
        w.put("<optgroup label=\"");
        attribute_value(w, spot);
        w.put("\">");
        let mut inner = spot.within(Place::Options);
        // No group in a group.
        inner.inside.part = true;
        pieces(w, &inner, true);
        w.put("</optgroup>");
        return;
    }
    w.put("<option value=\"");
    attribute_value(w, spot);
    w.put("\"");
    if w.rng.chance(30) {
        let condition = spot.scope.condition(&mut w.rng);
        w.put(&format!(" {{% if {condition} %}}selected{{% endif %}}"));
    }
    w.put(">");
    only_text(w, spot);
    w.put("</option>");
}

fn shape(w: &mut Writer, spot: &Spot) {
    match w.rng.below(6) {
        0 | 1 => {
            let number = spot
                .scope
                .find(Sort::Number, &mut w.rng)
                .unwrap_or_else(|| "1".into());
            w.put(&format!(
                "<circle cx=\"{{{{ {number} }}}}\" r=\"1.{{{{ {number} }}}}\""
            ));
            attributes(w, spot, "");
            w.put("/>");
        }
        2 => {
            w.put("<text x=\"1\">");
            only_text(w, spot);
            w.put("</text>");
        }
        3 => {
            w.put("<linearGradient id=\"");
            attribute_value(w, spot);
            w.put("\"><stop offset=\"0\"/></linearGradient>");
        }
        4 => {
            w.put("<foreignObject>");
            pieces(w, &spot.within(Place::Flow), false);
            w.put("</foreignObject>");
        }
        _ => around(w, spot, "g", Place::Svg, ""),
    }
}

/// Text and values and branches without elements.
pub(crate) fn only_text(w: &mut Writer, spot: &Spot) {
    for _ in 0..=w.rng.below(2) {
        match w.rng.below(6) {
            0 | 1 => {
                let words = w
                    .rng
                    .pick(&["word ", "&amp;", "&lt;p&gt;", "\n", "e&eacute;"]);
                w.put(words);
            }
            2 => {
                let condition = spot.scope.condition(&mut w.rng);
                w.tag(&format!("if {condition}"));
                w.put(" some ");
                w.tag("else");
                let expr = spot.scope.output(&mut w.rng);
                w.value(&expr);
                w.tag("endif");
            }
            _ => {
                let expr = spot.scope.output(&mut w.rng);
                w.value(&expr);
            }
        }
    }
}

/// The inside of a quoted value.
fn attribute_value(w: &mut Writer, spot: &Spot) {
    if w.rng.chance(30) {
        let prefix = w.rng.pick(&["a ", "row-", "&amp;", "é"]);
        w.put(prefix);
    }
    match w.rng.below(8) {
        0 => {}
        1 => {
            let condition = spot.scope.condition(&mut w.rng);
            w.bare_tag(&format!("if {condition}"));
            w.put(" on");
            if w.rng.chance(50) {
                w.bare_tag("else");
                let expr = spot.scope.output(&mut w.rng);
                w.put(&format!("{{{{ {expr} }}}}"));
            }
            w.bare_tag("endif");
        }
        2 => {
            if let Some(words) = spot.scope.find(Sort::Words, &mut w.rng) {
                let word = w.fresh("a");
                w.bare_tag(&format!("for {word} in {words}"));
                w.put(&format!("{{{{ {word} }}}} "));
                w.bare_tag("endfor");
            }
        }
        3 => {
            let (a, b) = (spot.scope.output(&mut w.rng), spot.scope.output(&mut w.rng));
            w.put(&format!("{{{{ {a} }}}}/{{{{ {b} }}}}"));
        }
        _ => {
            let expr = spot.scope.output(&mut w.rng);
            w.put(&format!("{{{{ {expr} }}}}"));
        }
    }
    if w.rng.chance(20) {
        let suffix = w.rng.pick(&[" z", "-end", "&quot;"]);
        w.put(suffix);
    }
}

/// Some attributes, static and dynamic, whole and in part, each name once; `taken` stands already.
fn attributes(w: &mut Writer, spot: &Spot, taken: &str) {
    let mut names = vec!["class", "title", "data-a", "lang", "aria-label", "id"];
    names.retain(|name| *name != taken);
    while !names.is_empty() && w.rng.chance(35) {
        let at = w.rng.below(names.len());
        let name = names.swap_remove(at);
        match w.rng.below(6) {
            0 => w.put(&format!(" {name}=\"fixed &amp; firm\"")),
            1 => {
                let condition = spot.scope.condition(&mut w.rng);
                w.put(" ");
                w.bare_tag(&format!("if {condition}"));
                let expr = spot.scope.output(&mut w.rng);
                w.put(&format!("{name}=\"x{{{{ {expr} }}}}\""));
                if w.rng.chance(40) {
                    w.bare_tag("else");
                    w.put("data-other");
                }
                w.bare_tag("endif");
                if w.rng.chance(50) {
                    w.put(" data-z='1'");
                    return;
                }
                // What follows would be of the same stretch; that is another case.
            }
            2 => {
                let condition = spot.scope.condition(&mut w.rng);
                w.put(&format!(" {{% if {condition} %}}hidden{{% endif %}}"));
                return;
            }
            3 => {
                w.put(&format!(" {name}='"));
                let expr = spot.scope.output(&mut w.rng);
                w.put(&format!("{{{{ {expr} }}}}'"));
            }
            _ => {
                w.put(&format!(" {name}=\""));
                attribute_value(w, spot);
                w.put("\"");
            }
        }
    }
}
