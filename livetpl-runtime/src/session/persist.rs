//! What a page keeps in its store: its persisted fields. Owns that a store that is slow or away stalls no page and fails none.

use std::time::Duration;

use serde_json::{Map, Value};

use crate::controller::{Dispatch, Error, LiveState};
use crate::session::page::{Page, caught};

/// How long a page waits for its store: a slow one must not stall it.
const STORE_PATIENCE: Duration = Duration::from_millis(500);

impl<C: Dispatch> Page<C> {
    /// Loads the persisted fields. One that can't be loaded is as the application begins it.
    pub(super) async fn load(&mut self) {
        let names = C::State::PERSISTED;
        if names.is_empty() {
            return;
        }
        let store = self.shared.store.clone();
        let fields = match tokio::time::timeout(STORE_PATIENCE, store.load(&self.key)).await {
            Ok(Ok(fields)) => fields,
            Ok(Err(error)) => {
                tracing::error!(view = &*self.key.view, %error, "the store could not load persisted fields");
                Map::new()
            }
            Err(_) => {
                tracing::error!(view = &*self.key.view, "the store did not answer in time");
                Map::new()
            }
        };
        for (index, name) in names.iter().enumerate() {
            let Some(value) = fields.get(*name).cloned() else {
                continue;
            };
            let loaded = caught::<C, _>(|| self.state.load_field(index, value));
            if let Err(error) = loaded.and_then(|loaded| loaded.map_err(Error::from)) {
                tracing::warn!(view = &*self.key.view, field = name, %error, "a persisted field no longer fits");
            }
        }
        self.saved = (0..names.len())
            .map(|index| caught::<C, _>(|| self.state.save_field(index)).ok()?.ok())
            .collect();
    }

    /// Writes the persisted fields that changed. What could not be written is tried again with the next save.
    pub(super) async fn save(&mut self) {
        let mut changed = Vec::new();
        for (index, name) in C::State::PERSISTED.iter().enumerate() {
            let value = caught::<C, _>(|| self.state.save_field(index));
            match value.and_then(|value| value.map_err(Error::from)) {
                Ok(value) => {
                    let saved = self.saved.get(index).and_then(Option::as_ref);
                    if saved != Some(&value) {
                        changed.push((index, value));
                    }
                }
                Err(error) => {
                    tracing::error!(field = name, %error, "a field could not be persisted");
                }
            }
        }
        if changed.is_empty() {
            return;
        }
        let named = |(index, value): &(usize, Value)| {
            let name = C::State::PERSISTED[*index];
            (name.to_owned(), value.clone())
        };
        let fields = changed.iter().map(named).collect();
        let store = self.shared.store.clone();
        match tokio::time::timeout(STORE_PATIENCE, store.save(&self.key, fields)).await {
            Ok(Ok(())) => {
                for (index, value) in changed {
                    if let Some(saved) = self.saved.get_mut(index) {
                        *saved = Some(value);
                    }
                }
            }
            Ok(Err(error)) => {
                tracing::error!(view = &*self.key.view, %error, "the store could not save fields");
            }
            Err(_) => tracing::error!(view = &*self.key.view, "the store did not answer in time"),
        }
    }
}
