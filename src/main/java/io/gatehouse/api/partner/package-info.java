/** Partners for programs: read, made, changed and ended. */
@NullMarked
package io.gatehouse.api.partner;

import org.jspecify.annotations.NullMarked;
