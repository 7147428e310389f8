/** The console's pages of partners. */
@NullMarked
package io.gatehouse.console.partner;

import org.jspecify.annotations.NullMarked;
