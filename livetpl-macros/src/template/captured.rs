//! What a `filter` or `let` block writes: it becomes one value and is not planned, but with `|safe` it is HTML all the
//! same. So no value in it may stand where a browser could run it.
//!
//! It is read as browsers read HTML, mistakes and all: what is in such a block need not be HTML. What stands behind a
//! branch or a loop is read from every place where that may have left off.

use super::elements::{self, Content, Ns};
use super::entities::decode;
use super::ir::{At, Node};
use super::urls;

/// Where in HTML the reading is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Data,
    /// Behind `<`, `</`, `<!` or `<!-`.
    Angle(&'static str),
    Name(String),
    /// In a tag, with the name of the attribute so far: a space at its end is behind it.
    Tag {
        element: String,
        attr: String,
    },
    /// Behind `name=`.
    Equals {
        element: String,
        attr: String,
    },
    Value {
        element: String,
        attr: String,
        /// `None` where it has none.
        quote: Option<char>,
        begun: String,
    },
    /// In an element whose content is text, with the last that was read: its end tag may begin there.
    Text {
        element: String,
        tail: String,
    },
    /// In a comment, with the last two characters.
    Comment(String),
    /// In what browsers take for a comment.
    Bogus,
}

/// More places to go on from are not followed.
const MOST_PLACES: usize = 64;

/// A value's beginning is not followed further: no scheme is as long.
const MOST_BEGUN: usize = 200;

type Found = (At, String);

/// The first value in a `filter` or `let` block at `at` that a browser could run.
pub(crate) fn problem(nodes: &[Node], at: At) -> Option<Found> {
    let mut reader = Reader { jumps: Vec::new() };
    match reader.nodes(nodes, vec![Place::Data]) {
        Err(found) => Some(found),
        Ok(places) => {
            let is_over = |place: &Place| matches!(place, Place::Data | Place::Angle("<"));
            let message = "this block ends inside of a tag, a comment or a script, so that what follows would stand in it: write whole elements";
            (!places.iter().all(is_over)).then(|| (at, message.to_owned()))
        }
    }
}

struct Reader {
    /// Where a `break` or `continue` of the loop that is being read left off.
    jumps: Vec<Place>,
}

impl Reader {
    fn nodes(&mut self, nodes: &[Node], places: Vec<Place>) -> Result<Vec<Place>, Found> {
        nodes
            .iter()
            .try_fold(places, |places, node| self.node(node, places))
    }

    fn node(&mut self, node: &Node, places: Vec<Place>) -> Result<Vec<Place>, Found> {
        match node {
            Node::Text { text, at } => union(text.chars().fold(places, read), *at),
            Node::Output { at, .. } => value(places, *at),
            Node::Capture {
                nodes, close, at, ..
            } => {
                if let Some(found) = problem(nodes, *at) {
                    return Err(found);
                }
                if *close == "endfilter" {
                    value(places, *at)
                } else {
                    Ok(places)
                }
            }
            Node::Call { nodes, .. } => self.nodes(nodes, places),
            Node::Branch { arms, at, .. } => {
                let is_whole = arms.last().is_some_and(|arm| arm.head == "else");
                let mut after = if is_whole { Vec::new() } else { places.clone() };
                for arm in arms {
                    after.extend(self.nodes(&arm.nodes, places.clone())?);
                }
                union(after, *at)
            }
            Node::Loop {
                body, empty, at, ..
            } => {
                let outer = std::mem::take(&mut self.jumps);
                let mut after = places.clone();
                loop {
                    let known = after.len();
                    after.extend(self.nodes(body, after.clone())?);
                    after.append(&mut self.jumps);
                    after = union(after, *at)?;
                    if after.len() == known {
                        break;
                    }
                }
                self.jumps = outer;
                after.extend(self.nodes(empty.as_deref().unwrap_or_default(), places)?);
                union(after, *at)
            }
            Node::Jump { .. } => {
                self.jumps.extend(places.iter().cloned());
                Ok(places)
            }
            Node::Silent { .. } | Node::Code { .. } | Node::Mark(_) => Ok(places),
        }
    }
}

/// Each place once.
fn union(places: Vec<Place>, at: At) -> Result<Vec<Place>, Found> {
    let mut once: Vec<Place> = Vec::with_capacity(places.len());
    for place in places {
        if !once.contains(&place) {
            once.push(place);
        }
    }
    if once.len() > MOST_PLACES {
        let message = "a tag in this `filter` or `let` block has too many branches to tell where its values stand: write the element outside of the block";
        return Err((at, message.to_owned()));
    }
    Ok(once)
}

/// A value stands here.
fn value(places: Vec<Place>, at: At) -> Result<Vec<Place>, Found> {
    match places.iter().find_map(refused) {
        Some(message) => Err((at, message)),
        None => Ok(places),
    }
}

/// Why no value can stand here.
fn refused(place: &Place) -> Option<String> {
    let outside = "inside of a `filter` or `let` block: write the element outside of it";
    match place {
        Place::Data | Place::Bogus => None,
        Place::Text { element, .. } if is_escapable(element) => None,
        Place::Text { element, .. } => {
            Some(format!("a value can't stand in `<{element}>` {outside}"))
        }
        Place::Comment(_) => Some(
            "a value in an HTML comment is of no use: take it out, or write `{# … #}`".to_owned(),
        ),
        Place::Angle(_) | Place::Name(_) => Some(
            "a tag's name can't be dynamic: write an `{% if %}` around whole elements".to_owned(),
        ),
        Place::Tag { .. } => Some(
            "an attribute's name can't be dynamic: write it out, or `{% if … %}name{% endif %}`"
                .to_owned(),
        ),
        Place::Equals { .. } | Place::Value { quote: None, .. } => {
            Some("put the value into quotes: `name=\"{{ … }}\"`".to_owned())
        }
        Place::Value {
            element,
            attr,
            begun,
            ..
        } => {
            // What else the tag has is not known here: the worst is taken.
            let sibling = |name: &str| Some((name != "http-equiv").then(|| "href".to_owned()));
            if let Some(message) = urls::refused(element, attr, sibling) {
                return Some(message);
            }
            let unguarded =
                format!("a value in `{attr}` can't be kept from being a script {outside}");
            let Ok(begun) = decode(begun) else {
                return urls::is_url(attr).then_some(unguarded);
            };
            match urls::guard(element, attr, &begun) {
                Ok(None) => None,
                Ok(Some(_)) => Some(unguarded),
                Err(message) => Some(message),
            }
        }
    }
}

/// In these a `<` can be told from a tag only by who parses them: as HTML they hold text, in SVG elements.
fn is_escapable(element: &str) -> bool {
    elements::content(element, Ns::Html) == Content::Text
}

fn read(places: Vec<Place>, c: char) -> Vec<Place> {
    let mut after = Vec::with_capacity(places.len());
    for place in places {
        let place = place.step(c);
        if let Place::Text { element, tail } = &place
            && tail.is_empty()
            && is_escapable(element)
        {
            after.push(Place::Data);
        }
        after.push(place);
    }
    after
}

impl Place {
    /// The place behind `c`.
    fn step(self, c: char) -> Place {
        let space = c.is_ascii_whitespace();
        let lower = c.to_ascii_lowercase();
        match self {
            Place::Data if c == '<' => Place::Angle("<"),
            Place::Data => Place::Data,
            Place::Angle(begun) => match (begun, c) {
                ("<", 'a'..='z' | 'A'..='Z') => Place::Name(lower.to_string()),
                ("</", 'a'..='z' | 'A'..='Z') => Place::Name(format!("/{lower}")),
                ("<", '/') => Place::Angle("</"),
                ("<", '!') => Place::Angle("<!"),
                ("<", '<') => Place::Angle("<"),
                ("<!", '-') => Place::Angle("<!-"),
                ("<!-", '-') => Place::Comment("--".to_owned()),
                ("</" | "<!" | "<!-", '>') => Place::Data,
                ("<", _) if c != '?' => Place::Data,
                _ => Place::Bogus,
            },
            Place::Name(element) if c == '>' => Place::behind_tag(element),
            Place::Name(element) if space || c == '/' => Place::between(element),
            Place::Name(mut element) => {
                element.push(lower);
                Place::Name(element)
            }
            Place::Tag { element, .. } if c == '>' => Place::behind_tag(element),
            Place::Tag { element, .. } if c == '/' => Place::between(element),
            Place::Tag { element, attr } if c == '=' && !attr.is_empty() => {
                let attr = attr.trim_end().to_owned();
                Place::Equals { element, attr }
            }
            Place::Tag { element, mut attr } => {
                let is_behind = attr.ends_with(' ');
                match space {
                    true if attr.is_empty() || is_behind => {}
                    true => attr.push(' '),
                    false => {
                        if is_behind {
                            attr.clear();
                        }
                        attr.push(lower);
                    }
                }
                Place::Tag { element, attr }
            }
            Place::Equals { .. } if space => self,
            Place::Equals { element, .. } if c == '>' => Place::behind_tag(element),
            Place::Equals { element, attr } => {
                let quote = matches!(c, '"' | '\'').then_some(c);
                let begun = if quote.is_some() {
                    String::new()
                } else {
                    c.to_string()
                };
                Place::Value {
                    element,
                    attr,
                    quote,
                    begun,
                }
            }
            Place::Value {
                element,
                quote: None,
                ..
            } if c == '>' => Place::behind_tag(element),
            Place::Value { element, quote, .. } if quote == Some(c) || quote.is_none() && space => {
                Place::between(element)
            }
            Place::Value {
                element,
                attr,
                quote,
                mut begun,
            } => {
                if begun.len() < MOST_BEGUN {
                    begun.push(c);
                }
                Place::Value {
                    element,
                    attr,
                    quote,
                    begun,
                }
            }
            Place::Text { element, mut tail } => {
                let is_end = tail.strip_prefix("</").is_some_and(|name| name == element);
                match c {
                    '>' if is_end => Place::Data,
                    '/' if is_end => Place::between(format!("/{element}")),
                    _ if is_end && space => Place::between(format!("/{element}")),
                    _ => {
                        if c == '<' {
                            tail.clear();
                        }
                        if tail.len() < element.len() + 3 {
                            tail.push(lower);
                        }
                        Place::Text { element, tail }
                    }
                }
            }
            Place::Comment(tail) if c == '>' && matches!(&*tail, "--" | "-!") => Place::Data,
            Place::Comment(tail) => {
                let last = tail.chars().last();
                Place::Comment(last.into_iter().chain([c]).collect())
            }
            Place::Bogus if c == '>' => Place::Data,
            Place::Bogus => Place::Bogus,
        }
    }

    fn between(element: String) -> Place {
        let attr = String::new();
        Place::Tag { element, attr }
    }

    fn behind_tag(element: String) -> Place {
        if elements::content(&element, Ns::Html) == Content::Normal {
            return Place::Data;
        }
        let tail = String::new();
        Place::Text { element, tail }
    }
}
