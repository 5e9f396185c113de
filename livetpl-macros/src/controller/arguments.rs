//! What each argument of a method is: state, context, payload. Owns that recognition; refuses nothing, `check` does.

use syn::visit::Visit;
use syn::{
    FnArg, GenericArgument, Ident, Lifetime, Pat, PatType, PathArguments, Signature, Type,
    TypeReference,
};

/// One argument behind the receiver.
pub(crate) struct Argument {
    pub(crate) written: PatType,
    pub(crate) kind: Kind,
}

/// What an argument is.
pub(crate) enum Kind {
    /// `&mut S` or `&S`, whatever its pattern.
    State(Type),
    /// `&mut Context` or `&Context`.
    Context(Type),
    /// `Form<T>` or `Valid<T>`: the whole payload.
    Whole(Whole, Type),
    /// A field of the payload, by the argument's name.
    Field(Ident, Type),
    /// `Context` without a `&`.
    OwnedContext,
    /// A second reference, a `&str`, a type with a lifetime: a payload can't be borrowed.
    Borrowed,
    /// A by-name argument without a name.
    Pattern,
    /// `impl Trait`.
    ImplTrait,
}

/// The arguments of `sig`, without its receiver.
pub(crate) fn arguments(sig: &Signature) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = Vec::new();
    for input in &sig.inputs {
        if let FnArg::Typed(written) = input {
            let has_state = arguments
                .iter()
                .any(|argument| matches!(argument.kind, Kind::State(_)));
            arguments.push(Argument {
                written: written.clone(),
                kind: Kind::of(written, has_state),
            });
        }
    }
    arguments
}

/// How a whole payload is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// `Form<T>`: as it is.
    Form,
    /// `Valid<T>`: validated.
    Valid,
}

impl Whole {
    /// The wrapper's name.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Whole::Form => "Form",
            Whole::Valid => "Valid",
        }
    }
}

impl Kind {
    fn of(written: &PatType, has_state: bool) -> Kind {
        let ty = ungroup(&written.ty);
        if let Type::Reference(TypeReference { elem, .. }) = ty {
            let elem = ungroup(elem);
            return match last_name(elem).as_deref() {
                Some("Context") => Kind::Context(elem.clone()),
                Some("str" | "Form" | "Valid") => Kind::Borrowed,
                _ if has_state || !matches!(elem, Type::Path(_) | Type::Macro(_)) => Kind::Borrowed,
                _ => Kind::State(elem.clone()),
            };
        }
        let found = Found::of(ty);
        match last_name(ty).as_deref() {
            Some("Context") => return Kind::OwnedContext,
            _ if found.impl_trait => return Kind::ImplTrait,
            _ if found.borrow => return Kind::Borrowed,
            _ => {}
        }
        if let Some((whole, inner)) = whole_of(ty) {
            return Kind::Whole(whole, inner);
        }
        match &*written.pat {
            Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => {
                Kind::Field(pat.ident.clone(), ty.clone())
            }
            _ => Kind::Pattern,
        }
    }
}

/// The type inside the invisible brackets of a `macro_rules` argument.
fn ungroup(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungroup(&group.elem),
        Type::Paren(paren) => ungroup(&paren.elem),
        ty => ty,
    }
}

/// The last segment of a path.
pub(crate) fn last_name(ty: &Type) -> Option<String> {
    match ungroup(ty) {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// The `T` of `Form<T>` or `Valid<T>`.
fn whole_of(ty: &Type) -> Option<(Whole, Type)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(generics) = &last.arguments else {
        return None;
    };
    let mut wholes = [Whole::Form, Whole::Valid].into_iter();
    let whole = wholes.find(|whole| last.ident == whole.word())?;
    match generics.args.first() {
        Some(GenericArgument::Type(ty)) => Some((whole, ty.clone())),
        _ => None,
    }
}

/// What a payload's type must not hold.
#[derive(Default)]
struct Found {
    borrow: bool,
    impl_trait: bool,
}

impl Found {
    fn of(ty: &Type) -> Self {
        let mut found = Found::default();
        found.visit_type(ty);
        found
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_type_reference(&mut self, _: &'ast TypeReference) {
        self.borrow = true;
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.borrow |= lifetime.ident != "static";
    }

    fn visit_type_impl_trait(&mut self, _: &'ast syn::TypeImplTrait) {
        self.impl_trait = true;
    }
}
