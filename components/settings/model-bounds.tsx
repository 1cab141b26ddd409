/** What goes to a model and what never does. */
export function ModelBounds() {
  return (
    <div className="bounds s12">
      <div>
        <h3>What is sent</h3>
        <ul className="t2">
          <li>Parts of the documents you gave, when you click “Read with model”</li>
          <li>A failed call with masked values, when you click “Ask the model”</li>
          <li>One question that is always the same, when you click “Try it”</li>
          <li>You can view each prompt before and after</li>
        </ul>
      </div>
      <div>
        <h3>What never is</h3>
        <ul className="t2">
          <li>Keys, tokens and other secrets, also those in what was pasted</li>
          <li>Test values of environments</li>
          <li>Records, unless an API puts them into the error of a failed call</li>
          <li>Anything at all without a click</li>
        </ul>
      </div>
      <p className="t3">
        What a model says is checked against the document and only ever suggested. More in{' '}
        <code>docs/model-settings.md</code>.
      </p>
    </div>
  )
}
