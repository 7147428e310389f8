/** What the console's pages have in common: times in words, lines of events, who did what. */
@NullMarked
package io.gatehouse.console.page;

import org.jspecify.annotations.NullMarked;
