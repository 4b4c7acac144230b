package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.tuf.TargetFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 5.6.7: the pre-order depth-first search of the delegations for a target. */
public final class TargetSearch {

    private record Step(String delegator, Delegation delegation) {}

    private final Workflow workflow;

    /** Over what a workflow verified. */
    public TargetSearch(Workflow workflow) {
        this.workflow = workflow;
    }

    /**
     * Finds a target.
     *
     * @throws TrustException {@code trust.limit} when it visits too many roles or compares too many patterns
     */
    public Optional<TargetFile> find(String path) throws TrustException {
        String pathHash = Digests.sha256(path.getBytes(StandardCharsets.UTF_8));
        Effort effort = Effort.ofLookUp();
        Deque<Step> open = new ArrayDeque<>();
        Set<String> visited = new HashSet<>();
        TargetsRole role = workflow.topTargets();
        String name = "targets";
        while (true) {
            Optional<TargetFile> found = role.target(path);
            if (found.isPresent()) {
                return found;
            }
            push(open, name, role.delegations().covering(path, pathHash, effort));
            Step next = next(open, visited);
            if (next == null) {
                return Optional.empty();
            }
            if (visited.size() > workflow.limits().maxDelegations()) {
                throw new TrustException(
                        Kind.LIMIT,
                        "the search for a target visits more than "
                                + workflow.limits().maxDelegations() + " delegated roles");
            }
            name = next.delegation().role();
            role = workflow.delegated(next.delegator(), next.delegation());
        }
    }

    /** Puts the covering delegations on top, the first uppermost; a terminating one cuts off everything after it. */
    private static void push(Deque<Step> open, String delegator, List<Delegation> covering) {
        int count = covering.size();
        for (int i = 0; i < count; i++) {
            if (covering.get(i).terminating()) {
                // 5.6.7.2.1: neither later siblings nor what the search had left elsewhere.
                open.clear();
                count = i + 1;
            }
        }
        for (int i = count - 1; i >= 0; i--) {
            open.push(new Step(delegator, covering.get(i)));
        }
    }

    /** The next role that was not visited; cycles end here. */
    private static @Nullable Step next(Deque<Step> open, Set<String> visited) {
        while (!open.isEmpty()) {
            Step step = open.pop();
            if (visited.add(step.delegation().role())) {
                return step;
            }
        }
        return null;
    }

    /** The targets of a role that the top-level role delegates to, or of that role itself, which it may list. */
    public List<TargetFile> targetsOf(String role) throws TrustException {
        if (role.equals("targets")) {
            return workflow.topTargets().targets();
        }
        Optional<Delegation> delegation = workflow.topTargets().delegations().named(role);
        if (delegation.isEmpty()) {
            return List.of();
        }
        List<TargetFile> listed =
                workflow.delegated("targets", delegation.get()).targets();
        Effort effort = Effort.ofList(listed.size());
        List<TargetFile> covered = new ArrayList<>();
        for (TargetFile file : listed) {
            String pathHash = Digests.sha256(file.path().getBytes(StandardCharsets.UTF_8));
            if (delegation.get().covers(file.path(), pathHash, effort)) {
                covered.add(file);
            }
        }
        return covered;
    }
}
