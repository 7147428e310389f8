/** Bytes into one DOM, read once and bounded; and a reader that takes what it knows and refuses the rest. */
@NullMarked
package io.gatehouse.saml.markup;

import org.jspecify.annotations.NullMarked;
