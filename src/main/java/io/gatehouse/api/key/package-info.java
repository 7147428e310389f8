/** Our own keys for programs. */
@NullMarked
package io.gatehouse.api.key;

import org.jspecify.annotations.NullMarked;
