//! What the user wrote, as it stands. Owns the shapes of the items that `#[live_controller]` may stand on.
//!
//! Only what the macro must understand is parsed: the heads of methods. Bodies and other items are raw tokens.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, DeriveInput, Generics, Ident, Signature, Token, Type, Visibility, braced, token,
};

/// An item that the attribute may stand on.
pub(crate) enum Item {
    Struct(Box<DeriveInput>),
    Impl(Box<ImplBlock>),
}

/// An impl.
pub(crate) struct ImplBlock {
    attrs: Vec<Attribute>,
    unsafety: Option<Token![unsafe]>,
    pub(crate) impl_token: Token![impl],
    pub(crate) generics: Generics,
    pub(crate) of_trait: Option<(Type, Token![for])>,
    pub(crate) self_ty: Type,
    brace: token::Brace,
    inner_attrs: Vec<Attribute>,
    pub(crate) items: Vec<ImplItem>,
}

/// An item of an impl.
pub(crate) enum ImplItem {
    Method(Box<MethodItem>),
    Other(OtherItem),
}

/// A method, its body unread.
pub(crate) struct MethodItem {
    pub(crate) attrs: Vec<Attribute>,
    /// Its `#[action]` attributes, which rustc must not see.
    pub(crate) actions: Vec<Attribute>,
    /// Its `#[upload]` attributes, too.
    pub(crate) uploads: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    body: TokenTree,
}

/// A constant, a type, a macro's call.
pub(crate) struct OtherItem {
    attrs: Vec<Attribute>,
    /// `#[action]` and `#[upload]` attributes, which have no business here.
    pub(crate) actions: Vec<Attribute>,
    /// The name, if it is a constant.
    pub(crate) constant: Option<Ident>,
    tokens: TokenStream,
}

/// # Errors
///
/// If it is neither a struct nor an impl.
pub(crate) fn parse_item(item: TokenStream) -> syn::Result<Item> {
    let head = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let is_struct = input.peek(Token![struct]);
        let is_impl =
            input.peek(Token![impl]) || input.peek(Token![unsafe]) && input.peek2(Token![impl]);
        let error = input.error(
            "`#[live_controller]` can't stand on this: put it on the controller's struct, and on the `impl` with its actions",
        );
        input.parse::<TokenStream>()?;
        if is_struct || is_impl {
            Ok(is_struct)
        } else {
            Err(error)
        }
    };
    if syn::parse::Parser::parse2(head, item.clone())? {
        syn::parse2(item).map(|input| Item::Struct(Box::new(input)))
    } else {
        syn::parse2(item).map(|block| Item::Impl(Box::new(block)))
    }
}

impl Parse for ImplBlock {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let unsafety = input.parse()?;
        let impl_token = input.parse()?;
        let mut generics = if has_generics(input) {
            input.parse()?
        } else {
            Generics::default()
        };
        let mut self_ty: Type = input.parse()?;
        let mut of_trait = None;
        if let Some(for_token) = input.parse::<Option<Token![for]>>()? {
            of_trait = Some((self_ty, for_token));
            self_ty = input.parse()?;
        }
        generics.where_clause = input.parse()?;
        let content;
        let brace = braced!(content in input);
        let inner_attrs = content.call(Attribute::parse_inner)?;
        let mut items = Vec::new();
        while !content.is_empty() {
            items.push(content.parse()?);
        }
        Ok(ImplBlock {
            attrs,
            unsafety,
            impl_token,
            generics,
            of_trait,
            self_ty,
            brace,
            inner_attrs,
            items,
        })
    }
}

/// Tells `impl<T> Log<T>` from `impl <Log as Trait>::Type`, as syn does.
fn has_generics(input: ParseStream<'_>) -> bool {
    let name = input.peek2(syn::Ident) || input.peek2(syn::Lifetime);
    let after = input.peek3(Token![:])
        || input.peek3(Token![,])
        || input.peek3(Token![>])
        || input.peek3(Token![=]);
    input.peek(Token![<])
        && (input.peek2(Token![>])
            || input.peek2(Token![#])
            || input.peek2(Token![const])
            || name && after)
}

impl Parse for ImplItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let all = input.call(Attribute::parse_outer)?;
        let is = |name: &'static str| move |attribute: &Attribute| attribute.path().is_ident(name);
        let (mut actions, attrs): (Vec<_>, Vec<_>) = all.into_iter().partition(is("action"));
        let (uploads, attrs): (Vec<_>, Vec<_>) = attrs.into_iter().partition(is("upload"));
        let ahead = input.fork();
        if ahead.parse::<Visibility>().is_ok() && ahead.parse::<Signature>().is_ok() {
            let (vis, sig, body) = (input.parse()?, input.parse()?, input.parse()?);
            return Ok(ImplItem::Method(Box::new(MethodItem {
                attrs,
                actions,
                uploads,
                vis,
                sig,
                body,
            })));
        }
        actions.extend(uploads);
        let constant = constant_name(&input.fork());
        Ok(ImplItem::Other(OtherItem {
            attrs,
            actions,
            constant,
            tokens: rest_of_item(input)?,
        }))
    }
}

fn constant_name(input: ParseStream<'_>) -> Option<Ident> {
    input.parse::<Visibility>().ok()?;
    input.parse::<Token![const]>().ok()?;
    input.parse().ok()
}

/// Up to the `;`, or to the braces of a macro's call.
fn rest_of_item(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    let mut after_bang = false;
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => after_bang && group.delimiter() == Delimiter::Brace,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        // `const X: T = call! {};` ends at its semicolon all the same: what follows then is a lone `;`.
        after_bang = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '!');
        tokens.append(token);
        if ends && !input.peek(Token![;]) {
            break;
        }
    }
    Ok(tokens)
}

impl ImplBlock {
    /// The impl as it was, without `#[action]`, `#[upload]` and without the methods that `leave_out` wants left out.
    pub(crate) fn print(&self, tokens: &mut TokenStream, leave_out: impl Fn(&Signature) -> bool) {
        tokens.append_all(&self.attrs);
        self.unsafety.to_tokens(tokens);
        self.impl_token.to_tokens(tokens);
        self.generics.to_tokens(tokens);
        if let Some((of_trait, for_token)) = &self.of_trait {
            of_trait.to_tokens(tokens);
            for_token.to_tokens(tokens);
        }
        self.self_ty.to_tokens(tokens);
        self.generics.where_clause.to_tokens(tokens);
        self.brace.surround(tokens, |tokens| {
            tokens.append_all(&self.inner_attrs);
            tokens.append_all(self.items.iter().filter(|item| match item {
                ImplItem::Method(method) => !leave_out(&method.sig),
                ImplItem::Other(_) => true,
            }));
        });
    }
}

impl ToTokens for ImplItem {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            ImplItem::Method(method) => {
                tokens.append_all(&method.attrs);
                method.vis.to_tokens(tokens);
                method.sig.to_tokens(tokens);
                method.body.to_tokens(tokens);
            }
            ImplItem::Other(other) => {
                tokens.append_all(&other.attrs);
                other.tokens.to_tokens(tokens);
            }
        }
    }
}
