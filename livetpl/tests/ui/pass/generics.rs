//! Type parameters, lifetimes and where clauses: on live templates all of them, on states what is `'static`.

use std::fmt::Display;

use livetpl::askama::filters::HtmlSafe;
use livetpl::prelude::*;

#[derive(LiveTemplate)]
#[template(source = "<dt>{{ name }}</dt><dd>{{ value }}</dd>", ext = "html")]
struct Pair<'a, T: ?Sized, const N: usize = 1>
where
    T: Display,
{
    name: &'a str,
    value: &'a T,
}

#[derive(LiveTemplate)]
#[template(source = "<dl>{% for inner in inner %}{{ inner }}{% endfor %}</dl>", ext = "html")]
struct Many<T>
where
    T: LiveTemplate + HtmlSafe,
{
    inner: Vec<T>,
}

#[derive(LiveTemplate)]
#[template(source = "{% match self %}{% when Self::A(x) %}<b>{{ x }}</b>{% when Self::B(y) %}<i>{{ y }}</i>{% endmatch %}", ext = "html")]
enum Either<'a, A: Display, B>
where
    B: Display + 'a,
{
    A(A),
    B(&'a B),
}

#[live_controller(state = Shown<T>)]
struct Keeper<T: Default + Display + Clone + Send + Sync + 'static> {
    first: T,
}

#[derive(Clone, Default, LiveState)]
#[template(source = "<p>{{ value }}</p><button name=\"reset\">x</button>", ext = "html")]
struct Shown<T>
where
    T: Default + Display + Clone + Send + Sync + 'static,
{
    value: T,
}

#[live_controller]
impl<T: Default + Display + Clone + Send + Sync + 'static> Keeper<T> {
    #[action]
    fn reset(&self, state: &mut Shown<T>) {
        state.value = self.first.clone();
    }
}

fn main() {
    let _ = App::new().live("/", Keeper { first: 1 });
    let value = String::from("v");
    let inner = vec![Pair::<_, 2> {
        name: "n",
        value: value.as_str(),
    }];
    let _ = Either::<'_, u8, u8>::B(&1).to_string() + &Either::<'_, u8, u8>::A(1).to_string();
    assert_eq!(
        Many { inner }.to_string(),
        "<dl><dt>n</dt><dd>v</dd></dl>"
    );
}
