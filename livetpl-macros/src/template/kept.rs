//! What can stay as it is shown: finds the loops that are made from fields of the struct and nothing else, and puts a
//! question before each; and the templates of which that is true as a whole, so that equal states can share a render. The
//! runtime's `template/kept.rs` answers.
//!
//! A loop qualifies where it stands in no other loop and [`pure`](super::pure) finds nothing in it that could give
//! another result for the same fields.

use std::collections::BTreeMap;
use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Field, GenericParam, Ident, Type};

use super::instrument;
use super::ir::{Mark, Node as Flat};
use super::parser::{Expr, Loop, Node, Parsed, Target};
use super::pure::{self, Macros, Made, is_mark, macros_of};
use super::scope::each_name;
use super::settings::Settings;

/// Whether a list has to be rendered. In askama's code it gets the writer, which a template can't name.
pub(crate) const ASK: &str = "__lvt::ask";

/// Types that change behind a shared reference although they are `RefUnwindSafe`.
const CHANGING_TYPES: &[&str] = &[
    "Cell",
    "LazyCell",
    "LazyLock",
    "Mutex",
    "OnceCell",
    "OnceLock",
    "RefCell",
    "RwLock",
    "UnsafeCell",
];

/// Types of which no two values are compared: what is made from one is always rendered.
const COLLECTIONS: &[&str] = &[
    "BTreeMap",
    "BTreeSet",
    "BinaryHeap",
    "Box",
    "HashMap",
    "HashSet",
    "LinkedList",
    "Vec",
    "VecDeque",
];

/// Types that hold no list.
const PLAIN_TYPES: &[&str] = &[
    "String", "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8",
    "u16", "u32", "u64", "u128", "usize",
];

/// What was found of a template.
#[derive(Default)]
pub(crate) struct Kept {
    /// The impl that answers what each list is made from.
    pub(crate) lists: Option<TokenStream>,
    /// The method that answers it for the whole page.
    pub(crate) page: Option<TokenStream>,
}

/// Puts the questions into a template's nodes.
pub(crate) fn ask(nodes: &mut Vec<Flat>, settings: &Settings, input: &DeriveInput) -> Kept {
    look(nodes, settings, input).unwrap_or_default()
}

fn look(nodes: &mut Vec<Flat>, settings: &Settings, input: &DeriveInput) -> Option<Kept> {
    let fields = comparable_fields(input)?;
    let source = instrument::print(nodes, settings).source;
    let parsed = Parsed::new(
        Arc::from(source),
        None,
        &settings.delimiters.to_syntax().ok()?,
    )
    .ok()?;
    let macros = macros_of(parsed.nodes());
    let named = |name: &str| fields.iter().position(|field| field.name == name);
    let page = pure::fields_of_page(parsed.nodes(), &macros, &named)
        .filter(|made| !made.from.iter().any(|field| fields[*field].changes))
        .map(|made| expand_page(&fields, &made));
    let mut finder = Finder {
        fields: &fields,
        macros: &macros,
        scopes: vec![Vec::new()],
        in_loop: false,
        lists: Vec::new(),
    };
    finder.nodes(parsed.nodes());
    let lists = finder.lists;
    if lists.iter().all(Option::is_none) || count_lists(nodes) != lists.len() {
        return Some(Kept { lists: None, page });
    }
    let mut next = 0;
    put_questions(nodes, &lists, &mut next);
    let lists = Some(expand(input, &fields, &lists));
    Some(Kept { lists, page })
}

/// The fields that a question may be about; `None` where the struct has lifetimes or types as parameters: what an
/// allocation holds must be known to live on.
fn comparable_fields(input: &DeriveInput) -> Option<Vec<Named<'_>>> {
    let Data::Struct(data) = &input.data else {
        return None;
    };
    let is_const = |param: &GenericParam| matches!(param, GenericParam::Const(_));
    if !input.generics.params.iter().all(is_const) {
        return None;
    }
    // Where no field can be shared data, and some can't be compared, the template need not be read once more.
    let is_collection = |field: &Field| is_one_of(&field.ty, COLLECTIONS);
    let may_be_shared = |field: &Field| !is_collection(field) && !is_one_of(&field.ty, PLAIN_TYPES);
    if !data.fields.iter().any(may_be_shared) && data.fields.iter().any(is_collection) {
        return None;
    }
    data.fields.iter().map(Named::of).collect()
}

/// Whether a type is written as one of `names`.
fn is_one_of(ty: &Type, names: &[&str]) -> bool {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|segment| names.contains(&&*segment.ident.to_string())),
        _ => false,
    }
}

struct Named<'a> {
    name: String,
    ident: &'a Ident,
    /// It may change behind what is compared, or nothing is.
    changes: bool,
}

impl<'a> Named<'a> {
    fn of(field: &'a Field) -> Option<Self> {
        let ident = field.ident.as_ref()?;
        Some(Named {
            name: ident.to_string(),
            ident,
            changes: is_one_of(&field.ty, COLLECTIONS)
                || names_changing_type(field.ty.to_token_stream()),
        })
    }
}

fn names_changing_type(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(name) => {
            let name = name.to_string();
            CHANGING_TYPES.contains(&&*name) || name.starts_with("Atomic")
        }
        proc_macro2::TokenTree::Group(group) => names_changing_type(group.stream()),
        _ => false,
    })
}

/// What each list is made from that qualifies.
type Lists = Vec<Option<Made>>;

/// `impl Lists`: which fields each list is made from.
fn expand(input: &DeriveInput, fields: &[Named<'_>], lists: &Lists) -> TokenStream {
    let ident = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    // Lists that are made from the same share an arm.
    let mut same: BTreeMap<_, (&Made, Vec<u16>)> = BTreeMap::new();
    for (number, made) in (0u16..).zip(lists) {
        if let Some(made) = made {
            let key = (&made.from, &made.called, made.calls_insides);
            let (_, numbers) = same.entry(key).or_insert((made, Vec::new()));
            numbers.push(number);
        }
    }
    let arms = same.into_values().map(|(made, numbers)| {
        let added = add(fields, made);
        quote!(#(#numbers)|* => { #added })
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics ::livetpl::__private::kept::Lists for #ident #type_generics #where_clause {
            fn inputs(&self, list: u16, inputs: &mut ::livetpl::__private::kept::Inputs) {
                #[allow(unused_imports)]
                use ::livetpl::__private::kept::{ByPointer as _, ByValue as _, Field, Incomparable as _, Insides, Known as _, Methods, Unknown as _};
                match list {
                    #(#arms)*
                    _ => (),
                }
            }
        }
    }
}

/// `LiveTemplate::made_from`: which fields the page is made from.
fn expand_page(fields: &[Named<'_>], made: &Made) -> TokenStream {
    let added = add(fields, made);
    quote! {
        fn made_from(&self, inputs: &mut ::livetpl::__private::kept::Inputs) {
            #[allow(unused_imports)]
            use ::livetpl::__private::kept::{ByPointer as _, ByValue as _, Field, Incomparable as _, Insides, Known as _, Methods, Unknown as _};
            #added
        }
    }
}

/// Adds the fields, and asks of those whose methods are called whether they are of std's types.
fn add(fields: &[Named<'_>], made: &Made) -> TokenStream {
    let ident = |field: &usize| fields[*field].ident;
    let from = made.from.iter().map(ident);
    let called = made.called.iter().map(ident);
    let insides = made.from.iter().map(ident).filter(|_| made.calls_insides);
    quote! {
        #((&&&Field(&self.#from)).add_to(inputs);)*
        #((&&Methods(&self.#called)).check(inputs);)*
        #((&&Insides(&self.#insides)).check(inputs);)*
    }
}

fn is_list(body: &[Flat]) -> bool {
    matches!(body.first(), Some(Flat::Mark(Mark::Item)))
}

fn count_lists(nodes: &[Flat]) -> usize {
    let count = |node: &Flat| match node {
        Flat::Branch { arms, .. } => arms.iter().map(|arm| count_lists(&arm.nodes)).sum(),
        Flat::Loop { body, empty, .. } => {
            usize::from(is_list(body))
                + count_lists(body)
                + count_lists(empty.as_deref().unwrap_or_default())
        }
        _ => 0,
    };
    nodes.iter().map(count).sum()
}

/// Prints each list that qualifies between `{% if __lvt::ask(self, 0) %}` and `{% endif %}`.
fn put_questions(nodes: &mut Vec<Flat>, lists: &Lists, next: &mut usize) {
    let mut out = Vec::with_capacity(nodes.len());
    for mut node in nodes.drain(..) {
        let mut asked = None;
        match &mut node {
            Flat::Branch { arms, .. } => {
                for arm in arms {
                    put_questions(&mut arm.nodes, lists, next);
                }
            }
            Flat::Loop {
                body, empty, at, ..
            } => {
                if is_list(body) {
                    asked = lists[*next].as_ref().map(|_| (*next, *at));
                    *next += 1;
                }
                put_questions(body, lists, next);
                if let Some(empty) = empty {
                    put_questions(empty, lists, next);
                }
            }
            _ => {}
        }
        let Some((number, at)) = asked else {
            out.push(node);
            continue;
        };
        let code = |tag| Flat::Code { tag, at };
        out.push(code(format!("if {ASK}(self, {number})")));
        out.push(node);
        out.push(code("endif".to_owned()));
    }
    *nodes = out;
}

/// Finds the lists of a printed template, in order, and judges them.
struct Finder<'f> {
    fields: &'f [Named<'f>],
    macros: &'f Macros<'f>,
    /// Variables that were declared so far, innermost scope last.
    scopes: Vec<Vec<String>>,
    in_loop: bool,
    lists: Lists,
}

impl Finder<'_> {
    fn nodes(&mut self, nodes: &[Box<Node<'_>>]) {
        for node in nodes {
            match &**node {
                Node::Let(declared) => self.declare(&declared.var),
                Node::Declare(declared) => self.declare_name(&declared.var_name),
                Node::If(branches) => {
                    for branch in &branches.branches {
                        self.scoped(|finder| {
                            if let Some(test) = &branch.cond {
                                test.target.iter().for_each(|target| finder.declare(target));
                                finder.declare_inside(&test.expr);
                            }
                            finder.nodes(&branch.nodes);
                        });
                    }
                }
                Node::Match(arms) => {
                    for arm in &arms.arms {
                        self.scoped(|finder| {
                            arm.target.iter().for_each(|target| finder.declare(target));
                            finder.nodes(&arm.nodes);
                        });
                    }
                }
                Node::Loop(lap) => self.lap(lap),
                // A capture has no lists; those of a macro belong to its call, and are not asked for.
                _ => {}
            }
        }
    }

    fn lap(&mut self, lap: &Loop<'_>) {
        let is_list = lap
            .body
            .first()
            .is_some_and(|node| matches!(&**node, Node::Expr(_, expr) if is_mark(expr, "ITEM")));
        if is_list {
            let used = if self.in_loop {
                None
            } else {
                let named = |name: &str| self.fields.iter().position(|field| field.name == name);
                let outer = |name: &str| self.scopes.iter().flatten().any(|one| one == name);
                pure::fields_of(lap, self.macros, &named, &outer)
                    .filter(|made| !made.from.iter().any(|field| self.fields[*field].changes))
            };
            self.lists.push(used);
        }
        let in_loop = std::mem::replace(&mut self.in_loop, true);
        self.scoped(|finder| {
            finder.declare(&lap.var);
            finder.nodes(&lap.body);
        });
        self.scoped(|finder| finder.nodes(&lap.else_nodes));
        self.in_loop = in_loop;
    }

    fn scoped(&mut self, work: impl FnOnce(&mut Self)) {
        self.scopes.push(Vec::new());
        work(self);
        self.scopes.pop();
    }

    fn declare(&mut self, target: &Target<'_>) {
        each_name(target, &mut |name| self.declare_name(name));
    }

    fn declare_name(&mut self, name: &str) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.push(name.to_owned());
        }
    }

    /// `if a && let Some(b) = c` declares in the middle.
    fn declare_inside(&mut self, expr: &Expr<'_>) {
        match expr {
            Expr::LetCond(test) => test.target.iter().for_each(|target| self.declare(target)),
            Expr::BinOp(op) => {
                self.declare_inside(&op.lhs);
                self.declare_inside(&op.rhs);
            }
            Expr::Group(inner) => self.declare_inside(inner),
            _ => {}
        }
    }
}
