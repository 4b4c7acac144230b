package dev.isaac.testing.architecture.api;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import aQute.bnd.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds an API against its recorded baseline, by bnd's rules of semantic versioning. */
final class ApiComparison {

    private ApiComparison() {}

    /** One sentence for each package whose version does not say what changed; empty when all is well. */
    static List<String> compare(ApiRecord newer, ApiRecord older) throws Exception {
        List<String> objections = new ArrayList<>();
        try (Processor processor = new Processor()) {
            Baseline baseline = new Baseline(processor, new DiffPluginImpl());
            Set<Baseline.Info> infos =
                    baseline.baseline(newer.tree(), newer.exports(), older.tree(), older.exports(), new Instructions());
            for (Baseline.Info info : infos) {
                Delta delta = info.packageDiff.getDelta();
                if (delta == Delta.REMOVED) {
                    // Nobody can import it any more, whatever its version was.
                    objections.add(info.packageName + " " + info.olderVersion
                            + " was exported and is gone; export it, or record the API of a new major version of "
                            + newer.bundle());
                } else if (delta != Delta.UNCHANGED
                        && delta != Delta.ADDED
                        && info.newerVersion.compareTo(info.suggestedVersion) < 0) {
                    objections.add("%s has version %s and needs at least %s, because of a %s change: %s"
                            .formatted(
                                    info.packageName,
                                    info.newerVersion,
                                    info.suggestedVersion,
                                    word(info.suggestedVersion, info.olderVersion),
                                    String.join("; ", changes(info.packageDiff))));
                } else if (info.newerVersion.compareTo(info.olderVersion) < 0) {
                    objections.add("%s went back from version %s to %s"
                            .formatted(info.packageName, info.olderVersion, info.newerVersion));
                }
            }
        }
        return objections;
    }

    private static String word(Version suggested, Version older) {
        if (suggested.getMajor() > older.getMajor()) {
            return "major";
        }
        return suggested.getMinor() > older.getMinor() ? "minor" : "micro";
    }

    /** The smallest elements that changed. */
    private static Set<String> changes(Diff diff) {
        Set<String> leaves = new TreeSet<>();
        collect(diff, "", leaves);
        return leaves;
    }

    private static void collect(Diff diff, String parent, Set<String> leaves) {
        String here = parent.isEmpty() ? diff.getName() : parent + " " + diff.getName();
        switch (diff.getDelta()) {
            case ADDED -> leaves.add(here + " was added");
            case REMOVED -> leaves.add(here + " was removed");
            case UNCHANGED, IGNORED -> {
                // says nothing
            }
            case MICRO, MINOR, MAJOR, CHANGED -> {
                String context = diff.getType() == aQute.bnd.service.diff.Type.PACKAGE ? "" : diff.getName();
                diff.getChildren().forEach(child -> collect(child, context, leaves));
            }
        }
    }
}
