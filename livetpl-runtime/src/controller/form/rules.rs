//! The HTML rules, one by one (HTML standard, section 4.10.5): whether a value breaks one, and how that is said.

use std::collections::HashMap;

use parking_lot::RwLock;
use regex_lite::Regex;

use super::address::{is_email, is_url};
use super::moment::number;
use crate::template::{FieldRule, ValueKind};

/// What is wrong with `value`, which is not empty.
pub(super) fn broken(rule: &FieldRule, value: &str) -> Option<String> {
    let when = |broken: bool, message: &str| broken.then(|| message.to_owned());
    match *rule {
        FieldRule::MinLength(least) => (length(value) < least as usize)
            .then(|| format!("must have at least {}", characters(least))),
        FieldRule::MaxLength(most) => (length(value) > most as usize)
            .then(|| format!("must have at most {}", characters(most))),
        FieldRule::Pattern {
            regex,
            holds,
            each,
            title,
        } => {
            let message = match title {
                Some(title) => format!("must have the requested format: {title}"),
                None => "must have the requested format".to_owned(),
            };
            let fits = |value: &str| matches(regex, value) == Some(holds);
            let fits = if each {
                value.split(',').all(|one| fits(one.trim_ascii()))
            } else {
                fits(value)
            };
            (!fits).then_some(message)
        }
        FieldRule::Email { multiple } => {
            let fits = if multiple {
                value.split(',').all(|one| is_email(one.trim_ascii()))
            } else {
                is_email(value.trim_ascii())
            };
            when(!fits, "must be an email address")
        }
        FieldRule::Url => when(!is_url(value.trim_ascii()), "must be a URL"),
        FieldRule::Color => {
            let digits = value.strip_prefix('#').unwrap_or_default();
            let is_color = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
            when(!is_color, "must be a colour")
        }
        FieldRule::OneOf(values) => when(!values.contains(&value), "must be one of the options"),
        FieldRule::Within {
            kind,
            min,
            max,
            step,
            base,
        } => outside(kind, value, [min, max], step, base),
    }
}

/// As browsers count: UTF-16 code units, and a line break is one.
fn length(value: &str) -> usize {
    value.encode_utf16().count() - value.matches("\r\n").count()
}

fn characters(count: u32) -> String {
    match count {
        1 => "1 character".to_owned(),
        count => format!("{count} characters"),
    }
}

/// Whether `value` matches; `None` for what is no regular expression, which no plan of a template has.
///
/// `regex_lite` takes time in proportion to both, whatever they are.
fn matches(regex: &'static str, value: &str) -> Option<bool> {
    static KNOWN: RwLock<Option<HashMap<&'static str, Option<Regex>>>> = RwLock::new(None);
    let asked = |regex: &Option<Regex>| Some(regex.as_ref()?.is_match(value));
    if let Some(known) = KNOWN.read().as_ref().and_then(|known| known.get(regex)) {
        return asked(known);
    }
    let read = Regex::new(regex).ok();
    let is_match = asked(&read);
    KNOWN.write().get_or_insert_default().insert(regex, read);
    is_match
}

fn outside(
    kind: ValueKind,
    value: &str,
    limits: [Option<&str>; 2],
    step: Option<&str>,
    base: Option<&str>,
) -> Option<String> {
    let Some(found) = number(kind, value) else {
        let what = match kind {
            ValueKind::Number => "a number",
            ValueKind::Date => "a date",
            ValueKind::Month => "a month",
            ValueKind::Week => "a week",
            ValueKind::Time => "a time",
            ValueKind::DateTime => "a date and time",
        };
        return Some(format!("must be {what}"));
    };
    let (low, high) = match kind {
        ValueKind::Number => ("or more", "or less"),
        _ => ("or later", "or earlier"),
    };
    let [min, max] = limits.map(|limit| limit.and_then(|text| Some((text, number(kind, text)?))));
    let below = min.filter(|(_, min)| found < *min);
    let above = max.filter(|(_, max)| found > *max);
    // A time from 22:00 to 06:00 goes over midnight.
    let over_midnight = kind == ValueKind::Time
        && matches!((min, max), (Some((_, min)), Some((_, max))) if min > max);
    match (below, above) {
        (Some((min, _)), Some((max, _))) if over_midnight => {
            return Some(format!("must be {min} {low}, or {max} {high}"));
        }
        _ if over_midnight => {}
        (Some((min, _)), _) => return Some(format!("must be {min} {low}")),
        (_, Some((max, _))) => return Some(format!("must be {max} {high}")),
        _ => {}
    }
    let (usual, unit) = match kind {
        ValueKind::Number | ValueKind::Month => (1.0, 1.0),
        ValueKind::Date => (1.0, 86_400_000.0),
        ValueKind::Week => (1.0, 604_800_000.0),
        ValueKind::Time | ValueKind::DateTime => (60.0, 1000.0),
    };
    let given = number(ValueKind::Number, step?).filter(|step| *step > 0.0);
    let step = given.unwrap_or(usual);
    let from = base.and_then(|base| number(kind, base));
    // Weeks begin on Mondays, and 1970 did not.
    let from = from.unwrap_or(if kind == ValueKind::Week {
        -259_200_000.0
    } else {
        0.0
    });
    let steps = (found - from) / (step * unit);
    let is_off = (steps - steps.round()).abs() > 1e-7 * steps.abs().max(1.0);
    is_off.then(|| match (kind, given) {
        (ValueKind::Number, None) => "must be a whole number".to_owned(),
        (ValueKind::Number, Some(step)) => {
            let (before, after) = (steps.floor() * step + from, steps.ceil() * step + from);
            format!(
                "must be {} or {}, or further steps away",
                short(before),
                short(after)
            )
        }
        _ => "must be one of the values in step".to_owned(),
    })
}

/// A number without what counting in fractions leaves behind it.
fn short(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}
