/** The console's pages of people: list, invite, and what administrators do for one person. */
@NullMarked
package io.gatehouse.console.people;

import org.jspecify.annotations.NullMarked;
