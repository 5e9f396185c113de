//! A page that tells of its own connection: when it was mounted, how often its socket came back, and what survived.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

const MOST_IN_A_FIELD: usize = 200;

/// The page's own state: no other page has a part in it.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "reconnection.html")]
pub(crate) struct Reconnection {
    /// Lives as long as the page: also through a lost socket, if it comes back in time.
    draft: String,
    /// Lives in the store: also through a reload, and through a restart if the store is a durable one.
    #[persist]
    kept: String,
    mounts: u32,
    reconnects: u32,
    mounted_by: Option<ConnectKind>,
    connected_by: Option<ConnectKind>,
}

#[live_controller]
impl Reconnection {
    fn mount(&mut self, ctx: &mut Context) {
        self.mounts += 1;
        self.mounted_by = ctx.kind();
    }

    fn on_connect(&mut self, ctx: &mut Context) {
        self.connected_by = ctx.kind();
        self.reconnects += u32::from(ctx.kind() == Some(ConnectKind::Reconnect));
    }

    #[action]
    fn remember(&mut self, draft: String, kept: String) -> Result {
        for (name, text) in [("draft", &draft), ("kept", &kept)] {
            if text.chars().count() > MOST_IN_A_FIELD {
                return Err(Error::field(
                    name,
                    format!("has at most {MOST_IN_A_FIELD} characters"),
                ));
            }
        }
        (self.draft, self.kept) = (draft, kept);
        Ok(())
    }
}

/// Says what a kind of connect means.
fn meaning(kind: &Option<ConnectKind>) -> &'static str {
    match kind {
        None => "not yet",
        Some(ConnectKind::Get) => "by the request that loaded it",
        Some(ConnectKind::Post) => "by a form without JavaScript",
        Some(ConnectKind::Connect) => "by a new socket",
        Some(ConnectKind::Reconnect) => "by a socket that came back to it",
        Some(ConnectKind::Navigate) => "by a link",
        Some(ConnectKind::Resync) => "because it had missed something",
    }
}
