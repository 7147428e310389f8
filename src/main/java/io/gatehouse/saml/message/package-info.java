/** What every SAML message has, whatever it is about: its names, times, issuer and status, read from their elements. */
@NullMarked
package io.gatehouse.saml.message;

import org.jspecify.annotations.NullMarked;
