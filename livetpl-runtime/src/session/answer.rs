//! What methods want the browser to get besides the page: cookies, and where it goes.

use crate::controller::{Cookie, Effects};

/// Waits at its page until the next answer to the browser.
#[derive(Debug, Default)]
pub struct Answer {
    /// Cookies, in order.
    pub cookies: Vec<Cookie>,
    /// A path of this site.
    pub redirect: Option<String>,
}

impl Answer {
    /// Takes the cookies and the redirect out of `effects` into what waits already.
    pub(crate) fn collect(waiting: &mut Option<Box<Answer>>, effects: &mut Effects) {
        if effects.cookies.is_empty() && effects.redirect.is_none() {
            return;
        }
        let answer = waiting.get_or_insert_default();
        answer.cookies.append(&mut effects.cookies);
        if let Some(target) = effects.redirect.take() {
            answer.redirect = Some(target);
        }
    }
}
