/** Notices: what of a connection will end, or waits for a person, told once to those who can do something about it. */
@NullMarked
@NamedInterface("notice")
package io.gatehouse.identityprovider.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
