//! A form sends what its action takes, as far as both are known.

use livetpl::prelude::*;

type Note = Option<String>;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"
      <form method="post"><input name="txt"><button name="add">Add</button></form>
      <form method="post">
        {% if todos.is_empty() %}<p>{{ lvt.error("txt").unwrap_or_default() }}</p>{% endif %}
        <button name="add" value="x">Add</button><button name="add">Add too</button>
      </form>
      <form method="post">
        {% for todo in &todos %}<button name="remove" data-text="{{ todo }}">Remove</button>{% endfor %}
      </form>
      <form method="post" id="f"><button name="add">Add</button></form><textarea name="text" form="f"></textarea>
      <form method="post"><button name="add" data-text="fixed">Add</button></form>
      <form method="post">{% for todo in &todos %}{{ todo }}{% endfor %}<button name="add">Add</button></form>
      <form method="post">{% if todos.is_empty() %}<select name="text"></select>{% endif %}<button name="add">Add</button></form>
      <form method="post"><input name="{{ todos.len() }}"><button name="add">Add</button></form>
      <form method="post"><my-field name="text"></my-field><button name="add">Add</button></form>"#
)]
struct Todos {
    todos: Vec<String>,
}

#[live_controller]
impl Todos {
    #[action]
    fn add(&mut self, text: String, urgent: bool, tags: Vec<String>, note: Note) {
        let _ = (urgent, tags, note);
        self.todos.push(text);
    }

    #[action]
    fn remove(&mut self, text: String) {
        self.todos.retain(|todo| *todo != text);
    }
}

fn main() {
    let _ = (App::new().live("/", Todos::default()), Todos::ADD);
}
