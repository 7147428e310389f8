/** Single logout: what a logout message says, whether it may be believed, and the way to the identity provider and back. */
@NullMarked
package io.gatehouse.saml.logout;

import org.jspecify.annotations.NullMarked;
