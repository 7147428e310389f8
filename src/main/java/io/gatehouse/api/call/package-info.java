/** What all calls have in common: who calls, how much may be sent, what was seen before, and an answer given once. */
@NullMarked
package io.gatehouse.api.call;

import org.jspecify.annotations.NullMarked;
