//! What methods want the browser to get besides the page: cookies, where it goes, and what its scripts are told.

use crate::controller::{Cookie, Effects, Event, MAX_EVENTS};

/// Waits at its page until the next answer to the browser.
#[derive(Debug, Default)]
pub struct Answer {
    /// Cookies, in order.
    pub cookies: Vec<Cookie>,
    /// A path of this site.
    pub redirect: Option<String>,
    /// What scripts are told, in order: the last 100, where their browser is away.
    pub events: Vec<Event>,
}

impl Answer {
    /// Takes the cookies, the redirect and the events out of `effects` into what waits already.
    pub(crate) fn collect(waiting: &mut Option<Box<Answer>>, effects: &mut Effects) {
        if effects.cookies.is_empty() && effects.redirect.is_none() && effects.events.is_empty() {
            return;
        }
        let answer = waiting.get_or_insert_default();
        answer.cookies.append(&mut effects.cookies);
        if let Some(target) = effects.redirect.take() {
            answer.redirect = Some(target);
        }
        answer.events.append(&mut effects.events);
        let most = answer.events.len().saturating_sub(MAX_EVENTS);
        answer.events.drain(..most);
    }
}
