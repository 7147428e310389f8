/** The requests that a browser waits for: sealed cookies of its own, and what they answer to a response. */
@NullMarked
package io.gatehouse.saml.pending;

import org.jspecify.annotations.NullMarked;
