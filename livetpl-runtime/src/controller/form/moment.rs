//! Numbers, dates and times as HTML writes them, as numbers that can be compared (HTML standard, sections 2.3.4 and 2.3.5).

use crate::template::ValueKind;

const DAY_MS: f64 = 86_400_000.0;

/// What `text` counts: milliseconds since 1970, or since midnight; months since 1970; or the number itself.
pub(super) fn number(kind: ValueKind, text: &str) -> Option<f64> {
    let text = text.trim_ascii();
    match kind {
        ValueKind::Number => float(text),
        ValueKind::Date => date(text),
        ValueKind::Month => {
            month(text).map(|(year, month)| ((year - 1970) * 12 + month - 1) as f64)
        }
        ValueKind::Week => week(text),
        ValueKind::Time => time(text),
        ValueKind::DateTime => {
            let (day, at) = text.split_once(['T', ' '])?;
            Some(date(day)? + time(at)?)
        }
    }
}

/// A valid floating-point number: no `+`, no `inf`, a digit behind the point.
fn float(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = match digits.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (digits, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_number = match number.split_once('.') {
        Some((whole, part)) => (whole.is_empty() || are_digits(whole)) && are_digits(part),
        None => are_digits(number),
    };
    let is_exponent =
        exponent.is_none_or(|text| are_digits(text.strip_prefix(['-', '+']).unwrap_or(text)));
    if !is_number || !is_exponent {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// `digits` of exactly, or with `more` at least, so many digits.
fn digits(text: &str, count: usize, more: bool) -> Option<i64> {
    let fits = text.len() == count || more && text.len() > count && text.len() < 8;
    (fits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn month(text: &str) -> Option<(i64, i64)> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (digits(year, 4, true)?, digits(month, 2, false)?);
    (year > 0 && (1..=12).contains(&month)).then_some((year, month))
}

fn date(text: &str) -> Option<f64> {
    let (begin, day) = text.rsplit_once('-')?;
    let ((year, month), day) = (month(begin)?, digits(day, 2, false)?);
    let next = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    let length = first_of(next.0, next.1) - first_of(year, month);
    (1..=length)
        .contains(&day)
        .then(|| (first_of(year, month) + day - 1) as f64 * DAY_MS)
}

/// Days from 1970 to the first of a month. Years are counted from March, so that a leap day is the last of its year.
fn first_of(year: i64, month: i64) -> i64 {
    let (year, month) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 - 719_468
}

fn week(text: &str) -> Option<f64> {
    let (year, week) = text.split_once("-W")?;
    let (year, week) = (digits(year, 4, true)?, digits(week, 2, false)?);
    let monday = first_monday(year);
    let weeks = (first_monday(year + 1) - monday) / 7;
    (year > 0 && (1..=weeks).contains(&week)).then(|| (monday + (week - 1) * 7) as f64 * DAY_MS)
}

/// The Monday of the week that has the year's first Thursday, in days from 1970, which began on a Thursday.
fn first_monday(year: i64) -> i64 {
    let fourth = first_of(year, 1) + 3;
    fourth - (fourth + 3).rem_euclid(7)
}

fn time(text: &str) -> Option<f64> {
    let mut parts = text.split(':');
    let (hours, minutes) = (
        digits(parts.next()?, 2, false)?,
        digits(parts.next()?, 2, false)?,
    );
    let seconds = match parts.next() {
        None => 0.0,
        Some(seconds) => {
            let (whole, part) = seconds
                .split_once('.')
                .map_or((seconds, None), |(a, b)| (a, Some(b)));
            let is_part = part.is_none_or(|part| {
                (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
            });
            digits(whole, 2, false).filter(|_| is_part)?;
            seconds.parse().ok()?
        }
    };
    let fits = hours < 24 && minutes < 60 && seconds < 60.0 && parts.next().is_none();
    fits.then(|| (hours * 60 + minutes) as f64 * 60_000.0 + (seconds * 1000.0_f64).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_count_as_in_browsers() {
        use ValueKind::{Date, DateTime, Month, Number, Time, Week};
        // What `valueAsNumber` says in Chromium.
        let cases = [
            (Number, "1e5", Some(1e5)),
            (Number, "-.5", Some(-0.5)),
            (Number, "5.", None),
            (Number, "+5", None),
            (Number, "NaN", None),
            (Number, "inf", None),
            (Number, "1e999", None),
            (Number, "0x10", None),
            (Date, "1970-01-01", Some(0.0)),
            (Date, "2024-02-29", Some(1_709_164_800_000.0)),
            (Date, "2023-02-29", None),
            (Date, "2000-12-31", Some(978_220_800_000.0)),
            (Date, "1900-03-01", Some(-2_203_891_200_000.0)),
            (Date, "2024-2-9", None),
            (Date, "0000-01-01", None),
            (Month, "1970-01", Some(0.0)),
            (Month, "2026-11", Some(682.0)),
            (Month, "2026-13", None),
            (Week, "1970-W01", Some(-259_200_000.0)),
            (Week, "2020-W53", Some(1_609_113_600_000.0)),
            (Week, "2021-W53", None),
            (Time, "00:00", Some(0.0)),
            (Time, "23:59:59.5", Some(86_399_500.0)),
            (Time, "24:00", None),
            (Time, "1:00", None),
            (DateTime, "1970-01-02T00:01", Some(86_460_000.0)),
            (DateTime, "1970-01-02", None),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(number(kind, text), expected, "{kind:?} {text}");
        }
    }
}
