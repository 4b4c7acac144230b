package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programs whose operand is a small program of its own: sed, awk. */
final class ScriptSpecials {

    private final Specials.Gate gate;

    ScriptSpecials(Specials.Gate gate) {
        this.gate = gate;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("sed", this::sed);
        specials.put("awk", this::awk);
    }

    @Nullable
    private Verdict sed(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        CommandWords words = CommandWords.of(rest, spec.values());
        if (words.has("-f") || words.has("--file")) {
            return Verdict.confirm("sed runs a script that is not read here");
        }
        List<String> scripts = new ArrayList<>();
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            boolean cluster = word.length() > 1 && word.charAt(0) == '-' && word.charAt(1) != '-';
            if ((word.equals("--expression") || (cluster && word.endsWith("e"))) && i + 1 < rest.size()) {
                scripts.add(rest.get(++i));
            } else if (word.startsWith("--expression=")) {
                scripts.add(word.substring("--expression=".length()));
            } else if (cluster && word.startsWith("-e")) {
                scripts.add(word.substring(2));
            }
        }
        if (scripts.isEmpty() && !words.operands().isEmpty()) {
            scripts.add(words.operands().get(0));
        }
        Verdict verdict = Verdict.HARMLESS;
        for (String script : scripts) {
            verdict = verdict.stricter(script(script, scope));
        }
        boolean decided = verdict.tier() == Tier.REFUSE
                || (verdict.tier() == Tier.CONFIRM && !words.has("-i") && !words.has("--in-place"));
        return decided ? verdict : null;
    }

    private Verdict script(String text, Scope scope) {
        SedScript script = SedScript.read(text);
        Verdict verdict = script.isUnreadable() && text.indexOf(WordValues.UNKNOWN) < 0
                ? Verdict.confirm("the sed script cannot be read")
                : Verdict.HARMLESS;
        for (String command : script.runs()) {
            verdict = verdict.stricter(Verdict.confirm("the sed script runs a command"))
                    .stricter(gate.text(command, scope, null));
        }
        for (String file : script.writes()) {
            verdict = verdict.stricter(Verdict.confirm("the sed script writes a file"))
                    .stricter(FileSpecials.write(file, scope));
        }
        return verdict;
    }

    @Nullable
    private Verdict awk(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        CommandWords words = CommandWords.of(rest, spec.values());
        if (words.has("-f") || words.has("--file") || words.has("--exec") || words.has("-E")) {
            return Verdict.confirm(name + " runs a program that is not read here");
        }
        if (words.operands().isEmpty()) {
            return null;
        }
        AwkProgram program = AwkProgram.read(words.operands().get(0));
        if (program.runs()) {
            Verdict verdict = Verdict.confirm("the awk program runs commands");
            for (String text : program.strings()) {
                Verdict inner = gate.text(text, scope, null);
                verdict = inner.tier() == Tier.REFUSE ? inner : verdict;
            }
            return verdict;
        }
        if (program.writes()) {
            Verdict verdict = Verdict.confirm("the awk program writes files");
            for (String file : program.strings()) {
                Verdict write = FileSpecials.write(file, scope);
                verdict = file.startsWith("/") && write.tier() == Tier.REFUSE ? write : verdict;
            }
            return verdict;
        }
        return null;
    }
}
