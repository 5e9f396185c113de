//! A button of a form has the name of an action, where the form doesn't say it and there is no action `submit`.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"
      <form method="post"><input name="text"><button>Add</button></form>
      <form method="post" id="b"><input name="text"></form><button form="b">Add</button>
      <form method="post"><input name="text"></form>
      <form method="post"><input name="text"><input name="more"></form>
      <form method="post"><input name="text"><button type="button" lvt-on:click="add">Add</button></form>
      <form method="post"><button type="reset">Reset</button><input type="submit" value="Add"></form>
      <form method="post" lvt-form:action="add"><input name="text"><button>Add</button></form>
      <form method="post" name="add"><input name="text"><button>Add</button></form>
      <form method="post" lvt-on:submit="add"><input name="text"><button>Add</button></form>
      <form method="post" action="/elsewhere"><button>Go</button></form>
      <form method="post" lvt-form:no-intercept><button>Go</button></form>
      <form method="post"><button formaction="/elsewhere">Go</button></form>
      <form method="get"><button>Search</button></form>
      <dialog><form method="dialog"><button>Close</button></form></dialog>"#
)]
struct Todos {
    todos: Vec<String>,
}

#[live_controller]
impl Todos {
    #[action]
    fn add(&mut self, text: String) {
        self.todos.push(text);
    }
}

fn main() {
    let _ = (App::new().live("/", Todos::default()), Todos::ADD);
}
