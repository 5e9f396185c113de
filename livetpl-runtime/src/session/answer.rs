//! What methods want the browser to get besides the page: cookies, where it goes, what its scripts are told, and what
//! the next page says.

use crate::controller::{Cookie, Effects, Event, Flash, FlashChange, MAX_EVENTS};

/// Waits at its page until the next answer to the browser.
#[derive(Debug, Default)]
pub struct Answer {
    /// Cookies, in order.
    pub cookies: Vec<Cookie>,
    /// A path of this site.
    pub redirect: Option<String>,
    /// What scripts are told, in order: the last 100, where their browser is away.
    pub events: Vec<Event>,
    /// What flashes since the last answer: if the browser goes on to another page, it is said there.
    pub flash: Vec<Flash>,
}

impl Answer {
    /// Takes the cookies, the redirect and the events out of `effects` into what waits already, and notes what flashes.
    pub(crate) fn collect(waiting: &mut Option<Box<Answer>>, effects: &mut Effects) {
        let Effects {
            cookies,
            redirect,
            events,
            flash,
            ..
        } = effects;
        if cookies.is_empty() && redirect.is_none() && events.is_empty() && flash.is_empty() {
            return;
        }
        let answer = waiting.get_or_insert_default();
        answer.cookies.append(cookies);
        if let Some(target) = redirect.take() {
            answer.redirect = Some(target);
        }
        answer.events.append(events);
        let most = answer.events.len().saturating_sub(MAX_EVENTS);
        answer.events.drain(..most);
        for change in flash.iter() {
            let (FlashChange::Say(Flash { kind, .. }) | FlashChange::Clear(kind)) = change;
            answer.flash.retain(|other| other.kind != *kind);
            if let FlashChange::Say(flash) = change {
                answer.flash.push(flash.clone());
            }
        }
    }
}
