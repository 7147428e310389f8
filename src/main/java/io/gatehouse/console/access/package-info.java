/** Who is at the console, and what they may ask for: judged anew with every request. */
@NullMarked
package io.gatehouse.console.access;

import org.jspecify.annotations.NullMarked;
