/** A face that breaks the rule of faces, so that the rule is known to bite. */
@NamedInterface("sample")
package io.gatehouse.architecture.face;

import org.springframework.modulith.NamedInterface;
