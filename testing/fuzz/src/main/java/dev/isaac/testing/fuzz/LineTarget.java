package dev.isaac.testing.fuzz;

import dev.isaac.command.Tier;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.route.CommandRegistry;
import dev.isaac.core.internal.route.Programs;
import dev.isaac.core.internal.route.Router;
import dev.isaac.core.internal.tier.TierGate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The line language and the tier gate. Nothing is run. */
public final class LineTarget {

    private static final String CATASTROPHE = "rm -rf /";

    private static final Router.Place PLACE = new Router.Place() {
        @Override
        public Path directory() {
            return Path.of("/home/u/project");
        }

        @Override
        public String searchPath() {
            return "";
        }

        @Override
        public boolean hasFunction(String name) {
            return false;
        }
    };

    private static final TierGate GATE =
            new TierGate(new Router(new CommandRegistry(), (scope, name) -> false, new Programs(System::nanoTime)));

    private LineTarget() {}

    /**
     * What can be read is written so that it reads the same; what never runs stays so in front of it, behind it and in a
     * group or a substitution; and whatever it is, it is judged.
     */
    public static void fuzzerTestOneInput(byte[] data) {
        String line = new String(data, StandardCharsets.UTF_8);
        if (!(LineParser.parse(line) instanceof ParsedLine.Complete complete)) {
            return;
        }
        String written = LineText.of(complete.root());
        Property.same(LineText.of(root(written)), written, "what is written reads the same");
        Tier tier = tier(complete.root());
        Property.same(tier(root(CATASTROPHE + "\n" + line)), Tier.REFUSE, "what stands before it is judged");
        if (tier == Tier.REFUSE) {
            Property.same(tier(root("{\n" + line + "\n}")), Tier.REFUSE, "a group hides nothing");
            Property.same(tier(root(": $(\n" + line + "\n)")), Tier.REFUSE, "a substitution hides nothing");
            Property.same(tier(root("echo x | {\n" + line + "\n}")), Tier.REFUSE, "a pipe hides nothing");
        }
    }

    private static Node.Sequence root(String line) {
        if (LineParser.parse(line) instanceof ParsedLine.Complete complete) {
            return complete.root();
        }
        throw new AssertionError("what was read before cannot be read: " + line);
    }

    private static Tier tier(Node.Sequence root) {
        TierGate.Context context =
                new TierGate.Context(Map.of("HOME", "/home/u")::get, Map.of(), PLACE, program -> false, true);
        return GATE.judge(root, context).verdict().tier();
    }
}
