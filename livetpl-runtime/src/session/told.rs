//! What a page tells its user beside its state: what the last action complained of, and what flashes. Owns when either ends.
//!
//! Errors are those of the last action that the page's own browser sent, until the next one. What flashes stays until it
//! is cleared or has expired.

use tokio::time::Instant;

use crate::controller::{Error, Flash, FlashChange};
use crate::template::Lvt;
use crate::template::lvt::Texts;

/// What a page's `lvt` says of errors and flash.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    errors: Texts,
    flash: Texts,
    /// When each flash ends that does, by its kind.
    ends: Vec<(String, Instant)>,
}

impl Told {
    /// The last action, or what else the browser asked for, failed.
    pub(crate) fn refuse(&mut self, error: &Error) {
        self.errors = match error.fields() {
            [] => [(String::new(), error.public_message().to_owned())].into(),
            fields => fields.into(),
        };
    }

    /// The last action succeeded.
    pub(crate) fn forgive(&mut self) {
        if !self.errors.is_empty() {
            self.errors = Texts::default();
        }
    }

    /// Says and clears what a method asked for.
    pub(crate) fn change(&mut self, changes: Vec<FlashChange>) {
        if changes.is_empty() {
            return;
        }
        let mut flash = self.flash.to_vec();
        for change in changes {
            let (FlashChange::Say(Flash { kind, .. }) | FlashChange::Clear(kind)) = &change;
            flash.retain(|(other, _)| other != kind);
            self.ends.retain(|(other, _)| other != kind);
            if let FlashChange::Say(Flash { kind, text, life }) = change {
                // One that ends beyond all time never does.
                let end = life.and_then(|life| Instant::now().checked_add(life));
                self.ends.extend(end.map(|end| (kind.clone(), end)));
                flash.push((kind, text));
            }
        }
        self.flash = flash.into();
    }

    /// Ends what has expired.
    pub(crate) fn expire(&mut self) {
        let now = Instant::now();
        let over = |(_, end): &(String, Instant)| *end <= now;
        if self.ends.iter().any(over) {
            let over: Vec<_> = self.ends.extract_if(.., |end| over(end)).collect();
            let is_over = |kind: &String| over.iter().any(|(other, _)| other == kind);
            let left = self.flash.iter().filter(|(kind, _)| !is_over(kind));
            self.flash = left.cloned().collect();
        }
    }

    /// When the next flash expires.
    pub(crate) fn next_end(&self) -> Option<Instant> {
        self.ends.iter().map(|(_, end)| *end).min()
    }

    /// Adds it to what templates see.
    pub(crate) fn show(&self, lvt: Lvt) -> Lvt {
        lvt.with_errors(self.errors.clone())
            .with_flash(self.flash.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn say(kind: &str, text: &str, seconds: Option<u64>) -> FlashChange {
        FlashChange::Say(Flash {
            kind: kind.to_owned(),
            text: text.to_owned(),
            life: seconds.map(Duration::from_secs),
        })
    }

    fn flash(told: &Told, kind: &str) -> Option<String> {
        let lvt = told.show(Lvt::default());
        lvt.flash(kind).map(str::to_owned)
    }

    #[tokio::test(start_paused = true)]
    async fn a_flash_stays_until_it_is_replaced_cleared_or_over() {
        let mut told = Told::default();
        told.change(vec![say("success", "a", None), say("info", "b", Some(5))]);
        tokio::time::advance(Duration::from_secs(4)).await;
        told.expire();
        assert_eq!(flash(&told, "info").as_deref(), Some("b"));
        // Said again its time begins anew, and one that stays has none.
        told.change(vec![say("info", "c", Some(5))]);
        tokio::time::advance(Duration::from_secs(4)).await;
        told.expire();
        assert_eq!(flash(&told, "info").as_deref(), Some("c"));
        tokio::time::advance(Duration::from_secs(1)).await;
        told.expire();
        assert_eq!(flash(&told, "info"), None);
        assert_eq!(told.next_end(), None);
        assert_eq!(flash(&told, "success").as_deref(), Some("a"));
        told.change(vec![say("error", "d", Some(u64::MAX))]);
        assert_eq!(flash(&told, "error").as_deref(), Some("d"));
        told.change(vec![FlashChange::Clear("success".to_owned())]);
        assert_eq!(flash(&told, "success"), None);
    }

    #[test]
    fn errors_are_those_of_the_last_action() {
        let errors = |told: &Told| told.show(Lvt::default()).errors().to_vec();
        let mut told = Told::default();
        told.refuse(&Error::field("title", "is taken").and_field("text", "is empty"));
        assert_eq!(errors(&told).len(), 2);
        told.refuse(&Error::internal("the database at db.internal is gone"));
        let general = (String::new(), "internal error".to_owned());
        assert_eq!(errors(&told), [general]);
        told.forgive();
        assert!(errors(&told).is_empty());
    }
}
