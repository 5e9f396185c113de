//! What looks unchanged and is not: pages of which the same state shows something else.

use std::sync::{Arc, RwLock};

use livetpl::prelude::*;
use livetpl::testing::TestApp;

#[derive(Default)]
struct Room {
    names: RwLock<Vec<String>>,
}

impl Room {
    /// As std's are called.
    fn len(&self) -> usize {
        self.names.read().map_or(0, |names| names.len())
    }
}

#[live_controller(state = Lobby)]
#[derive(Default)]
struct Lobbies {
    room: Arc<Room>,
}

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = r#"
      <p id="direct">{{ room.len() }}</p>
      <form method="post"><button name="join">Join</button></form>
      <ul>{% for room in rooms.iter() %}<li>{{ room.len() }}</li>{% endfor %}</ul>
      <ul>{% for (_, room) in rooms.iter().enumerate().skip(0) %}<li>{{ room.clone().len() }}</li>{% endfor %}</ul>
      <ul>{% for i in 0..1 %}<li>{{ i }} {{ rooms[0].len() }} {{ rooms.first().unwrap().len() }}</li>{% endfor %}</ul>"#
)]
struct Lobby {
    room: Arc<Room>,
    rooms: Arc<Vec<Arc<Room>>>,
}

#[live_controller]
impl Lobbies {
    fn mount(&self, state: &mut Lobby) {
        state.room = self.room.clone();
        state.rooms = Arc::new(vec![self.room.clone()]);
    }

    #[action]
    fn join(&self) -> Result {
        let mut names = self.room.names.write().map_err(|_| Error::msg("broken"))?;
        names.push("a".into());
        Ok(())
    }
}

#[tokio::test]
async fn a_method_of_ones_own_is_asked_each_time() -> livetpl::testing::Result {
    let app = TestApp::new(App::new().live("/", Lobbies::default()));
    let mut page = app.user().open("/").await?;
    for count in ["1", "2"] {
        page.click("Join").await?;
        assert_eq!(page.find("#direct")?.text(), count);
        let items = page.texts("li")?;
        assert_eq!(items, [count, count, &format!("0 {count} {count}")]);
    }
    Ok(())
}
