/** The door by which identity providers are connected: set-up links, the session that comes of one, forms with a file. */
@NullMarked
package io.gatehouse.console.connect;

import org.jspecify.annotations.NullMarked;
