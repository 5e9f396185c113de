//! An impl's tokens: the constants, the dispatch table and the check of the template's names.
//!
//! Meant to be read with `cargo expand`: one `match`, whose arms say what each method takes. Locals have the macro's
//! hygiene, so an argument may be called `state` or `ctx`; calls are spanned on the user's tokens, so that a type that
//! doesn't fit is reported there.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::arguments::{Kind, Whole};
use super::model::{Action, Controller, Method, Receiver, Returns, Upload};

pub(crate) fn expand_controller(controller: &Controller<'_>) -> TokenStream {
    let Controller {
        self_ty,
        generics,
        actions,
        lifecycle,
        ..
    } = controller;
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let constants = expand_constants(controller);
    let table = actions.iter().map(expand_row);
    let taken = expand_arguments(controller);
    let methods = controller
        .methods
        .iter()
        .map(|name| name.unraw().to_string());
    let methods = (!controller.methods.is_empty())
        .then(|| quote!(const METHODS: &'static [&'static str] = &[#(#methods),*];));
    let lifecycle = lifecycle.iter().map(expand_lifecycle);
    let arms = actions.iter().map(expand_arm);
    let uploads = expand_uploads(controller);
    let check = expand_check(controller);
    let (outside, inside) = if generics.params.is_empty() {
        (check, None)
    } else {
        (TokenStream::new(), Some(check))
    };
    let (action, payload) = (local("action"), local("payload"));
    let (state, ctx) = (local("state"), local("ctx"));
    // What rustc has against the whole, it says at the controller's name.
    let at = Span::mixed_site().located_at(self_ty.span());
    let dispatch = quote_spanned! {at=>
        #[automatically_derived]
        #[allow(clippy::unused_async, deprecated, unused_variables)]
        impl #impl_generics ::livetpl::__private::Dispatch for #self_ty #where_clause {
            const ACTIONS: &'static [::livetpl::__private::ActionInfo] = &[#(#table),*];

            #methods
            #taken
            #uploads

            #(#lifecycle)*

            async fn call(
                &self,
                #action: &str,
                #payload: &::livetpl::__private::Payload,
                #state: &mut Self::State,
                #ctx: &mut ::livetpl::__private::Context,
            ) -> ::livetpl::__private::Result {
                #inside
                match #action {
                    #(#arms)*
                    _ => ::livetpl::__private::unknown_action::<Self>(#action),
                }
            }
        }
    };
    quote! {
        #constants
        #dispatch
        #outside
    }
}

/// The typed constants that name the actions.
pub(crate) fn expand_constants(controller: &Controller<'_>) -> TokenStream {
    let Controller {
        self_ty, generics, ..
    } = controller;
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    if controller.actions.is_empty() && controller.uploads.is_empty() {
        return TokenStream::new();
    }
    let named = |action: &&Action<'_>| !controller.constants.contains(&&action.constant);
    let constants = controller.actions.iter().filter(named).map(|action| {
        let Action {
            vis,
            constant,
            method: Method { name, cfgs, .. },
            ..
        } = action;
        let doc = format!(" Names the action `{name}` where it is published, triggered or tested.");
        let fields = method_fields(&action.method);
        let payload = if let Some((_, form)) = action.method.whole() {
            quote!(, ::livetpl::__private::Form<#form>)
        } else if fields.is_empty() {
            TokenStream::new()
        } else {
            let types = action.method.fields().map(|(_, ty)| ty);
            quote!(, (#(#types,)*))
        };
        quote! {
            #(#cfgs)*
            #[doc = #doc]
            #[allow(dead_code)]
            #vis const #constant: ::livetpl::__private::Action<Self #payload> =
                ::livetpl::__private::Action::new(#name, &[#(#fields),*]);
        }
    });
    let free = |upload: &&Upload<'_>| !controller.constants.contains(&&upload.constant);
    let uploads = controller.uploads.iter().filter(free).map(|upload| {
        let Upload {
            vis,
            constant,
            method: Method { name, cfgs, .. },
            ..
        } = upload;
        let doc = format!(" Names the upload `{name}` where its files are taken.");
        quote! {
            #(#cfgs)*
            #[doc = #doc]
            #[allow(dead_code)]
            #vis const #constant: ::livetpl::__private::UploadName<Self> =
                ::livetpl::__private::UploadName::new(#name);
        }
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics #self_ty #where_clause {
            #(#constants)*
            #(#uploads)*
        }
    }
}

/// The names of the uploads, and the `match` that asks for each.
pub(crate) fn expand_uploads(controller: &Controller<'_>) -> TokenStream {
    if controller.uploads.is_empty() {
        return TokenStream::new();
    }
    let (this, name) = (local("self"), local("name"));
    let (state, ctx) = (local("state"), local("ctx"));
    let names = controller.uploads.iter().map(|upload| {
        let Method { name, cfgs, .. } = &upload.method;
        quote!(#(#cfgs)* #name)
    });
    let arms = controller.uploads.iter().map(|upload| {
        let Method {
            sig, name, cfgs, ..
        } = &upload.method;
        let (_, receiver) = expand_receiver(&upload.method);
        let method = &sig.ident;
        let arguments = upload
            .method
            .arguments
            .iter()
            .map(|argument| match &argument.kind {
                Kind::State(ty) => local_at("state", ty.span()),
                Kind::Context(ty) => local_at("ctx", ty.span()),
                _ => unreachable!("check refuses it"),
            });
        quote! {
            #(#cfgs)*
            #name => ::livetpl::__private::Some(#receiver.#method(#(#arguments),*)),
        }
    });
    quote! {
        const UPLOADS: &'static [&'static str] = &[#(#names),*];

        fn upload(
            &#this,
            #name: &str,
            #state: &Self::State,
            #ctx: &::livetpl::__private::Context,
        ) -> ::livetpl::__private::Option<::livetpl::__private::Upload> {
            match #name {
                #(#arms)*
                _ => ::livetpl::__private::None,
            }
        }
    }
}

/// A row of `ACTIONS`.
pub(crate) fn expand_row(action: &Action<'_>) -> TokenStream {
    let Action {
        method: Method { name, cfgs, .. },
        coalesce,
        ..
    } = action;
    let visibility = if action.internal {
        quote!(Internal)
    } else {
        quote!(Public)
    };
    quote! {
        #(#cfgs)*
        ::livetpl::__private::ActionInfo {
            name: #name,
            visibility: ::livetpl::__private::Visibility::#visibility,
            coalesce: #coalesce,
        }
    }
}

/// What each action takes by name, and whether a form has to send it: its type tells.
fn expand_arguments(controller: &Controller<'_>) -> TokenStream {
    let rows = controller.actions.iter().filter_map(|action| {
        let Method { name, cfgs, .. } = &action.method;
        let fields = method_fields(&action.method);
        let types = action.method.fields().map(|(_, ty)| ty);
        (!fields.is_empty()).then(|| {
            quote! {
                #(#cfgs)*
                ::livetpl::__private::ArgumentsInfo {
                    action: #name,
                    arguments: &[#((#fields, ::livetpl::__private::Argument::<#types>::HAS_TO_BE_SENT)),*],
                }
            }
        })
    });
    let rows: Vec<TokenStream> = rows.collect();
    if rows.is_empty() {
        return TokenStream::new();
    }
    quote! {
        const ARGUMENTS: &'static [::livetpl::__private::ArgumentsInfo] = {
            #[allow(unused_imports)]
            use ::livetpl::__private::MayBeLeftOut as _;
            &[#(#rows),*]
        };
    }
}

fn expand_lifecycle(method: &Method<'_>) -> TokenStream {
    let Method { sig, cfgs, .. } = method;
    let name = &sig.ident;
    let (controller, state, ctx) = (local("self"), local("state"), local("ctx"));
    let run = expand_call(method);
    quote! {
        #(#cfgs)*
        async fn #name(
            &#controller,
            #state: &mut Self::State,
            #ctx: &mut ::livetpl::__private::Context,
        ) -> ::livetpl::__private::Result {
            #run
        }
    }
}

fn expand_arm(action: &Action<'_>) -> TokenStream {
    let Action { method, .. } = action;
    let Method { name, cfgs, .. } = method;
    let payload = local("payload");
    let read = if let Some((whole, ty)) = method.whole() {
        let form = local("form");
        let read = match whole {
            Whole::Form => quote_spanned!(ty.span()=> #payload.form::<#ty>()?),
            Whole::Valid => quote_spanned!(ty.span()=> #payload.valid::<#ty>()?),
        };
        quote!(let #form = #read;)
    } else if let Some((_, first)) = method.fields().next() {
        let (names, fields) = (method.fields().map(|(name, _)| name), method_fields(method));
        let types = method.fields().map(|(_, ty)| ty);
        let read =
            quote_spanned!(first.span()=> #payload.arguments::<(#(#types,)*)>(&[#(#fields),*])?);
        quote!(let (#(#names,)*) = #read;)
    } else {
        TokenStream::new()
    };
    let run = expand_call(method);
    quote! {
        #(#cfgs)*
        #name => {
            #read
            #run
        }
    }
}

/// Calls the method, whose payload has been read, and makes its outcome the value.
fn expand_call(method: &Method<'_>) -> TokenStream {
    let name = &method.sig.ident;
    let (prepare, receiver) = expand_receiver(method);
    let arguments = method
        .arguments
        .iter()
        .map(|argument| match &argument.kind {
            Kind::State(ty) => local_at("state", ty.span()),
            Kind::Context(ty) => local_at("ctx", ty.span()),
            Kind::Whole(_, ty) => local_at("form", ty.span()),
            Kind::Field(name, _) => name.clone(),
            _ => unreachable!("check refuses it"),
        });
    let wait = method.sig.asyncness.map(|_| quote!(.await));
    let call = quote!(#receiver.#name(#(#arguments),*) #wait);
    match &method.returns {
        Returns::Result(ty) => {
            // Spanned on the return type: that is what doesn't fit, if it doesn't.
            let returned = local_at("returned", ty.span());
            let at = Span::mixed_site().located_at(ty.span());
            let outcome = quote_spanned!(at=> ::livetpl::__private::outcome(#returned));
            quote! {
                #prepare
                let #returned = #call;
                #outcome
            }
        }
        _ => quote! {
            #prepare
            #call;
            ::livetpl::__private::Ok(())
        },
    }
}

fn expand_receiver(method: &Method<'_>) -> (TokenStream, TokenStream) {
    let (controller, state) = (local("self"), local("state"));
    match method.receiver {
        Receiver::State(span) => {
            let (own, state) = (local("own"), local_at("state", span));
            let at = Span::mixed_site().located_at(span);
            let own_state = quote_spanned!(at=> ::livetpl::__private::own_state::<Self>(#state));
            (quote!(let #own = #own_state;), quote!(#own))
        }
        _ if method.takes_state() => (TokenStream::new(), quote!(#controller)),
        _ => (
            TokenStream::new(),
            quote!(::livetpl::__private::Controller::receiver(#controller, #state)),
        ),
    }
}

/// The proof that the controller has what its template names. In a generic impl it can only run where that is used.
fn expand_check(controller: &Controller<'_>) -> TokenStream {
    let Controller {
        self_ty, generics, ..
    } = controller;
    let span = self_ty.span();
    if generics.params.is_empty() {
        quote_spanned!(span=> const _: () = ::livetpl::__private::check_controller::<#self_ty>();)
    } else {
        quote_spanned!(span=> const { ::livetpl::__private::check_controller::<Self>() };)
    }
}

fn method_fields(method: &Method<'_>) -> Vec<String> {
    method
        .fields()
        .map(|(name, _)| name.unraw().to_string())
        .collect()
}

/// A name that the user's own can't meet.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

fn local_at(name: &str, span: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(span))
}
