/** The console's pages of identity providers: what serves, what waits, and each step between the two. */
@NullMarked
package io.gatehouse.console.provider;

import org.jspecify.annotations.NullMarked;
