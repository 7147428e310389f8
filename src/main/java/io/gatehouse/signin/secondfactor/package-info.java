/** The pages of the second factor: its code, its enrolment, its recovery codes. */
@NullMarked
package io.gatehouse.signin.secondfactor;

import org.jspecify.annotations.NullMarked;
