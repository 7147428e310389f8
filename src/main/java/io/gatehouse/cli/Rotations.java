package io.gatehouse.cli;

import io.gatehouse.keys.KeyRotation.Rotation;
import picocli.CommandLine;

/** Says what came of a rotation. */
final class Rotations {
    private Rotations() {}

    static int tell(Rotation rotation, CommandLine line) {
        switch (rotation) {
            case Rotation.Begun(var id, var from, var until) -> {
                line.getOut()
                        .println("The key " + id + " is published, signs or opens from " + from
                                + ", and the keys before it stay until " + until + ".");
                return 0;
            }
            case Rotation.UnderWay(var id, var from) ->
                line.getErr().println("The key " + id + " waits for its first use at " + from + "; nothing was done.");
            case Rotation.NothingYet() ->
                line.getErr().println("There is no such key yet; the first one is made when it is needed.");
        }
        return 1;
    }
}
