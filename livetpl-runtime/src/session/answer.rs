//! What methods want the browser to get besides the page: cookies, where it goes, what its scripts are told, and what
//! the next page says.

use std::sync::Arc;

use crate::controller::{Cookie, Effects, Event, Flash, FlashChange, MAX_EVENTS};

/// Waits at its page until the next answer to the browser.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Cookies, in order.
    pub cookies: Vec<Cookie>,
    /// The browser is signed out.
    pub signs_out: bool,
    /// A path of this site.
    pub redirect: Option<String>,
    /// A path of this site, as if a link led there.
    pub navigate: Option<String>,
    /// The query that the page's address has from now on.
    pub query: Option<Arc<str>>,
    /// What scripts are told, in order: the last 100, where their browser is away.
    pub events: Vec<Event>,
    /// What flashes since the last answer: if the browser goes on to another page, it is said there.
    pub flash: Vec<Flash>,
}

impl Answer {
    /// Where the browser goes by an answer that is no frame.
    pub fn target(&mut self) -> Option<String> {
        self.redirect.take().or_else(|| self.navigate.take())
    }

    /// Takes the cookies, the ways to go and the events out of `effects` into what waits already, and notes what flashes.
    pub(crate) fn collect(waiting: &mut Option<Box<Answer>>, effects: &mut Effects) {
        let now = Answer {
            cookies: std::mem::take(&mut effects.cookies),
            signs_out: effects.signs_out,
            redirect: effects.redirect.take(),
            navigate: effects.navigate.take(),
            query: effects.query.take(),
            events: std::mem::take(&mut effects.events),
            flash: Vec::new(),
        };
        if !now.is_empty() {
            Self::add(waiting, now);
        }
        if effects.flash.is_empty() {
            return;
        }
        let answer = waiting.get_or_insert_default();
        for change in &effects.flash {
            let (FlashChange::Say(Flash { kind, .. }) | FlashChange::Clear(kind)) = change;
            answer.flash.retain(|other| other.kind != *kind);
            if let FlashChange::Say(flash) = change {
                answer.flash.push(flash.clone());
            }
        }
    }

    /// Puts an answer behind what waits already.
    pub(crate) fn add(waiting: &mut Option<Box<Answer>>, mut now: Answer) {
        let answer = waiting.get_or_insert_default();
        answer.cookies.append(&mut now.cookies);
        answer.signs_out |= now.signs_out;
        if now.redirect.is_some() || now.navigate.is_some() {
            answer.redirect = now.redirect;
            answer.navigate = now.navigate;
        }
        if now.query.is_some() {
            answer.query = now.query;
        }
        answer.events.append(&mut now.events);
        answer
            .flash
            .retain(|old| now.flash.iter().all(|new| new.kind != old.kind));
        answer.flash.append(&mut now.flash);
        let most = answer.events.len().saturating_sub(MAX_EVENTS);
        answer.events.drain(..most);
    }

    fn is_empty(&self) -> bool {
        self.cookies.is_empty()
            && !self.signs_out
            && self.redirect.is_none()
            && self.navigate.is_none()
            && self.query.is_none()
            && self.events.is_empty()
            && self.flash.is_empty()
    }
}
