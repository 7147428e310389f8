/** Whose key signed an element: a closed signature profile, an allow-list of algorithms, and Santuario for the mathematics. */
@NullMarked
package io.gatehouse.saml.signature;

import org.jspecify.annotations.NullMarked;
