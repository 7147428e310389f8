/** The gate in front of a partner portal: where the parts are put together and started. */
@NullMarked
package io.gatehouse;

import org.jspecify.annotations.NullMarked;
