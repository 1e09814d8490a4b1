package rexray.search;

import java.lang.classfile.CodeBuilder;
import java.util.List;
import rexray.search.Postponement.Call;

import static rexray.search.Mutant.believesItsArgument;
import static rexray.search.Mutant.callsAfter;
import static rexray.search.Mutant.callsInstead;
import static rexray.search.Mutant.doesNotCall;
import static rexray.search.Mutant.doesNothing;
import static rexray.search.Mutant.isAlways;
import static rexray.search.Mutant.isAlwaysNull;
import static rexray.search.Mutant.isAlwaysTrue;
import static rexray.search.Mutant.isEmptyInsteadOfThrowing;
import static rexray.search.Mutant.says;
import static rexray.search.Mutant.takes;

/**
 * A fault that the search must find, in the product as it is but for that one.
 *
 * @param name what is wrong with it
 */
record PlantedFault(String name, Mutant mutant) {
    static List<PlantedFault> all() {
        return List.of(
                fault("failure of the gateway read as absent", "scaleio.GatewayError", "kind",
                        takes("OTHER", "NO_SUCH_VOLUME")),
                fault("lost reply taken for done without reading back", "scaleio.ScaleioControlPlane", "doneIf",
                        believesItsArgument()),
                fault("unmap of all SDCs", "scaleio.ScaleioControlPlane", "unmap", says("sdcId", "allSdcs")),
                fault("ids as a set", "volume.UsersNote", "lambda$minus", isAlwaysNull()),
                fault("counting without ids", "volume.Caller", "id", isAlways("")),
                fault("any file system is our unfinished work", "volume.Devices", "isOurUnfinishedWork",
                        isAlwaysTrue()),
                fault("no note of a mapping", "volume.Attachments", "map",
                        doesNotCall("rexray/volume/NoteStore", "put")),
                fault("mappings of others are ours", "volume.MappingNote", "ours", isAlwaysTrue()),
                fault("get says no when it cannot ask", "volume.VolumeService", "get", isEmptyInsteadOfThrowing()),
                fault("remove does not ask who uses it", "volume.VolumeService", "remove",
                        callsInstead("rexray/volume/Users", "count", CodeBuilder::iconst_0)),
                fault("anybody is dead", "volume.DeathWatch", "look", doesNothing()),
                fault("released although somebody came", "volume.Departures", "release",
                        callsInstead("rexray/volume/Users", "count", CodeBuilder::iconst_0)),
                fault("note of a mapping written after it", "volume.Attachments", "map",
                        callsAfter(new Call("rexray/volume/NoteStore", "put"),
                                new Call("rexray/volume/ControlPlane", "map"))),
                fault("mapping shared with others", "scaleio.ScaleioControlPlane", "map", says("FALSE", "TRUE")),
                fault("uses forgotten by a restart", "volume.Users", "lambda$forgetOtherBoots",
                        callsInstead("java/lang/String", "equals", CodeBuilder::iconst_0)),
                fault("taken back at once", "volume.Preemption", "requireRested", doesNothing()),
                fault("no note of a format", "volume.Devices", "format",
                        doesNotCall("rexray/volume/NoteStore", "put")));
    }

    private static PlantedFault fault(String name, String className, String method, Mutant.Change change) {
        return new PlantedFault(name, new Mutant("rexray." + className, method, change));
    }

    @Override
    public String toString() {
        return name;
    }
}
