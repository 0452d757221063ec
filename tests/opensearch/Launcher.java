import org.codelibs.opensearch.runner.OpenSearchRunner;

/** Starts one node: arguments are a folder, the HTTP port and the transport port. */
public class Launcher {
    public static void main(String[] args) throws Exception {
        try {
            OpenSearchRunner runner = new OpenSearchRunner();
            runner.onBuild((number, settings) -> {
                settings.put("node.name", "messor-test");
                settings.put("http.port", args[1]);
                settings.put("transport.port", args[2]);
                settings.put("discovery.type", "single-node");
            }).build(OpenSearchRunner.newConfigs().basePath(args[0]).numOfNode(1)
                .pluginTypes("org.opensearch.knn.plugin.KNNPlugin"));
            runner.ensureYellow();
            Thread.currentThread().join();
        } catch (Throwable error) {
            error.printStackTrace();
            System.exit(1);
        }
    }
}
