/** Judges a response: a pure function from bytes to what was asserted, or to a refusal with its evidence. */
@NullMarked
package io.gatehouse.saml.judgement;

import org.jspecify.annotations.NullMarked;
