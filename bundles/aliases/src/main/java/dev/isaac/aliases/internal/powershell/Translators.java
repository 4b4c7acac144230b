package dev.isaac.aliases.internal.powershell;

import java.util.HashMap;
import java.util.Map;

/** The translators in code, by the names under which the data knows them. */
final class Translators {

    static final Map<String, StageTranslator> ALL = all();

    private Translators() {}

    private static Map<String, StageTranslator> all() {
        Map<String, StageTranslator> all = new HashMap<>();
        all.putAll(LineStages.all());
        all.putAll(FileStages.all());
        all.putAll(ListStages.all());
        all.putAll(ProcessStages.all());
        all.putAll(ShellStages.all());
        all.putAll(ProgramStages.all());
        all.put("sort", new SortStage());
        all.put("cut", new CutStage());
        all.put("tr", new TrStage());
        all.put("sed", new SedStage());
        all.put("grep", new GrepStage());
        all.put("awk", new AwkStage());
        all.put("find", new FindStage());
        all.put("tree", new TreeStage());
        all.put("mktemp", new TemporaryStage());
        all.put("ping", NetworkStages::ping);
        all.put("dig", NetworkStages::dig);
        all.put("xargs", new XargsStage());
        return Map.copyOf(all);
    }
}
