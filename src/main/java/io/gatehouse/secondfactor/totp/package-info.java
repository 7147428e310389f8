/** The secret shared with an authenticator app: its codes, and how it is shown to the app. */
@NullMarked
package io.gatehouse.secondfactor.totp;

import org.jspecify.annotations.NullMarked;
