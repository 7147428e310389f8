/** How messages travel through a browser: forms and queries, bounded and strict, before anything is taken for XML. */
@NullMarked
package io.gatehouse.saml.binding;

import org.jspecify.annotations.NullMarked;
