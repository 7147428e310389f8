/** Single sign-on: what the SAML filters ask of the door, and what of an assertion goes on. */
@NullMarked
package io.gatehouse.signin.sso;

import org.jspecify.annotations.NullMarked;
