/** The immutable versions of connections: their one form, their rows, and what differs between two. */
@NullMarked
package io.gatehouse.identityprovider.version;

import org.jspecify.annotations.NullMarked;
