/** People of a partner for programs: invited, kept out, unlocked. */
@NullMarked
package io.gatehouse.api.account;

import org.jspecify.annotations.NullMarked;
